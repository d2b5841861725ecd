import { Controller, Get, Query, type StreamableFile } from '@nestjs/common';
import { ApiExtraModels, ApiOkResponse, ApiOperation, ApiTags, getSchemaPath } from '@nestjs/swagger';
import { CurrentPrincipal, type Principal, RequirePermission } from '../../auth/index.js';
import { ExportPage } from './dto/export-page.response.js';
import { ExportToolsQuery } from './dto/export-tools.query.js';
import { ToolExport } from './tool-export.js';

@ApiTags('Tools')
@Controller('api/v1/tools/export')
export class ExportController {
  constructor(private readonly exports: ToolExport) {}

  @Get()
  @RequirePermission('tool:read', { narrowedInService: true })
  @ApiOperation({
    operationId: 'exportTools',
    summary: 'Export tools in the format of a vendor, or as JSON Lines',
    description:
      'Those that the caller may discover and describe: a page of them, or with `jsonl` all, a line each, to be imported.',
  })
  @ApiExtraModels(ExportPage)
  @ApiOkResponse({
    description: 'A page of tools, or lines.',
    content: {
      'application/json': { schema: { $ref: getSchemaPath(ExportPage) } },
      'application/x-ndjson': { schema: { type: 'string', description: 'A body of `POST /api/v1/tools` a line.' } },
    },
  })
  export(
    @CurrentPrincipal() principal: Principal,
    @Query() query: ExportToolsQuery,
  ): Promise<ExportPage | StreamableFile> {
    return this.exports.exportMany(principal, query);
  }
}
