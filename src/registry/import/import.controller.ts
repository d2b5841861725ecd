import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { CurrentPrincipal, type Principal, RequirePermission } from '../../auth/index.js';
import { Idempotent } from '../../common/http/idempotent.decorator.js';
import { NdjsonBody } from '../../common/http/ndjson-body.decorator.js';
import { ImportResultResponse } from './dto/import-result.response.js';
import { ImportToolsRequest } from './dto/import-tools.request.js';
import { ImportService } from './import.service.js';

@ApiTags('Tools')
@Controller('api/v1/tools/import')
export class ImportController {
  constructor(private readonly imports: ImportService) {}

  @Post()
  @HttpCode(200)
  @Idempotent()
  @NdjsonBody((document) => ({ format: 'jsonl', document }))
  @RequirePermission('tool:create')
  @ApiOperation({
    operationId: 'importTools',
    summary: 'Import tools from a document',
    description:
      'Each operation of an OpenAPI document becomes a tool of type `http`, and each line of JSON Lines the tool it describes. ' +
      'Importing again updates the tools. All or nothing.',
  })
  @ApiOkResponse({ type: ImportResultResponse, description: 'What became of each operation.' })
  import(@CurrentPrincipal() principal: Principal, @Body() request: ImportToolsRequest): Promise<ImportResultResponse> {
    return this.imports.importTools(principal, request);
  }
}
