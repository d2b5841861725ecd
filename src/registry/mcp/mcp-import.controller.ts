import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { CurrentPrincipal, type Principal, RequirePermission } from '../../auth/index.js';
import { Idempotent } from '../../common/http/idempotent.decorator.js';
import { ImportResultResponse } from '../import/dto/import-result.response.js';
import { ImportMcpServerRequest } from './dto/import-mcp-server.request.js';
import { McpImportService } from './mcp-import.service.js';

@ApiTags('Tools')
@Controller('api/v1/tools/import/mcp')
export class McpImportController {
  constructor(private readonly imports: McpImportService) {}

  @Post()
  @HttpCode(200)
  @Idempotent()
  @RequirePermission('tool:create')
  @ApiOperation({
    operationId: 'importMcpServer',
    summary: 'Import the tools of a live MCP server',
    description:
      'Each tool that the server lists becomes a tool of type `mcp`; importing a server again updates its tools. All or nothing.',
  })
  @ApiOkResponse({ type: ImportResultResponse, description: 'What became of each tool of the server.' })
  import(
    @CurrentPrincipal() principal: Principal,
    @Body() request: ImportMcpServerRequest,
  ): Promise<ImportResultResponse> {
    return this.imports.importServer(principal, request);
  }
}
