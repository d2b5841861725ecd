import { Body, Controller, Delete, Get, HttpCode, Patch, Post, Put, Query } from '@nestjs/common';
import {
  ApiBody,
  ApiCreatedResponse,
  ApiExtraModels,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
  getSchemaPath,
} from '@nestjs/swagger';
import { CurrentPrincipal, type Principal, RequirePermission } from '../../auth/index.js';
import { ShowsKinds } from '../../common/extensions/shows-kinds.decorator.js';
import { Idempotent } from '../../common/http/idempotent.decorator.js';
import { type ExpectedRevision, IfMatch } from '../../common/http/if-match.decorator.js';
import { UuidParam } from '../../common/http/uuid-param.js';
import { CheckedToolResponse } from '../checks/dto/checked-tool.response.js';
import { ExportedToolResponse } from '../export/dto/exported-tool.response.js';
import type { ExportedTool } from '../export/exported-tool.js';
import { ToolExport } from '../export/tool-export.js';
import { TOOL_TYPE } from '../tool-type.js';
import { GetToolQuery } from './dto/get-tool.query.js';
import { ListToolsQuery } from './dto/list-tools.query.js';
import { NewToolRequest } from './dto/new-tool.request.js';
import { ReplaceToolRequest } from './dto/replace-tool.request.js';
import { toolOfType } from './dto/tool-of-type.example.js';
import { ToolPage } from './dto/tool-page.response.js';
import { ToolResponse } from './dto/tool.response.js';
import { UPDATE_EXAMPLES } from './dto/update-tool.examples.js';
import { UpdateToolRequest } from './dto/update-tool.request.js';
import { ToolsService } from './tools.service.js';

@ApiTags('Tools')
@Controller('api/v1/tools')
export class ToolsController {
  constructor(
    private readonly tools: ToolsService,
    private readonly exports: ToolExport,
  ) {}

  @Post()
  @Idempotent()
  @ShowsKinds(TOOL_TYPE, toolOfType)
  @RequirePermission('tool:create')
  @ApiOperation({
    operationId: 'registerTool',
    summary: 'Register a tool',
    description: 'Registers a tool that the caller owns, with its first version.',
  })
  @ApiCreatedResponse({ type: CheckedToolResponse, description: 'The registered tool.' })
  register(@CurrentPrincipal() principal: Principal, @Body() request: NewToolRequest): Promise<CheckedToolResponse> {
    return this.tools.registerTool(principal, request);
  }

  @Get()
  @RequirePermission('tool:read', { narrowedInService: true })
  @ApiOperation({
    operationId: 'listTools',
    summary: 'List tools',
    description: 'Lists the tools that the caller may discover, filtered and sorted as asked.',
  })
  @ApiOkResponse({ type: ToolPage, description: 'A page of tools.' })
  list(@CurrentPrincipal() principal: Principal, @Query() query: ListToolsQuery): Promise<ToolPage> {
    return this.tools.listTools(principal, query);
  }

  @Get(':id')
  @RequirePermission('tool:read', { narrowedBy: 'id', of: 'tool' })
  @ApiOperation({
    operationId: 'getTool',
    summary: 'Get a tool',
    description:
      'The tool with the version that the caller is served, or another that it asks for. 404 when the caller may not ' +
      'discover it, 403 when not describe it.',
  })
  @ApiExtraModels(ToolResponse, ExportedToolResponse)
  @ApiOkResponse({
    description: 'The tool; an exported tool where a format is asked for.',
    schema: { oneOf: [{ $ref: getSchemaPath(ToolResponse) }, { $ref: getSchemaPath(ExportedToolResponse) }] },
  })
  get(
    @CurrentPrincipal() principal: Principal,
    @UuidParam('id') id: string,
    @Query() { version, format }: GetToolQuery,
  ): Promise<ToolResponse | ExportedTool> {
    return format
      ? this.exports.exportOne(principal, id, { version, format })
      : this.tools.getTool(principal, id, version);
  }

  @Put(':id')
  @ShowsKinds(TOOL_TYPE, toolOfType)
  @RequirePermission('tool:manage', { narrowedBy: 'id', of: 'tool' })
  @ApiOperation({
    operationId: 'replaceTool',
    summary: 'Replace a tool',
    description: 'Sets the whole tool; a changed definition makes a new version. Needs the policy action `manage`.',
  })
  @ApiOkResponse({ type: CheckedToolResponse, description: 'The tool as it is now.' })
  replace(
    @CurrentPrincipal() principal: Principal,
    @UuidParam('id') id: string,
    @IfMatch() expected: ExpectedRevision,
    @Body() request: ReplaceToolRequest,
  ): Promise<CheckedToolResponse> {
    return this.tools.replaceTool(principal, id, expected, request);
  }

  @Patch(':id')
  @RequirePermission('tool:manage', { narrowedBy: 'id', of: 'tool' })
  @ApiOperation({
    operationId: 'updateTool',
    summary: 'Change a tool',
    description:
      'Absent members stay, null clears; a changed definition makes a new version. Needs the policy action `manage`.',
  })
  @ApiBody({ type: UpdateToolRequest, examples: UPDATE_EXAMPLES })
  @ApiOkResponse({ type: CheckedToolResponse, description: 'The tool as it is now.' })
  update(
    @CurrentPrincipal() principal: Principal,
    @UuidParam('id') id: string,
    @IfMatch() expected: ExpectedRevision,
    @Body() patch: UpdateToolRequest,
  ): Promise<CheckedToolResponse> {
    return this.tools.updateTool(principal, id, expected, patch);
  }

  @Delete(':id')
  @HttpCode(204)
  @RequirePermission('tool:manage', { narrowedBy: 'id', of: 'tool' })
  @ApiOperation({
    operationId: 'deleteTool',
    summary: 'Delete a tool',
    description: 'Deletes the tool with all its versions. Needs the policy action `manage`.',
  })
  @ApiNoContentResponse({ description: 'It is gone.' })
  delete(
    @CurrentPrincipal() principal: Principal,
    @UuidParam('id') id: string,
    @IfMatch() expected: ExpectedRevision,
  ): Promise<void> {
    return this.tools.deleteTool(principal, id, expected);
  }
}
