import { Body, Controller, HttpCode, Post, Res } from '@nestjs/common';
import { ApiAcceptedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { CurrentPrincipal, type Principal, RequirePermission } from '../../auth/index.js';
import { Idempotent } from '../../common/http/idempotent.decorator.js';
import { NdjsonBody } from '../../common/http/ndjson-body.decorator.js';
import { ImportResultResponse } from './dto/import-result.response.js';
import { ImportToolsRequest } from './dto/import-tools.request.js';
import { ImportEntry } from './jobs/import-entry.js';
import { ImportJobResponse } from './jobs/dto/import-job.response.js';

@ApiTags('Tools')
@Controller('api/v1/tools/import')
export class ImportController {
  constructor(private readonly imports: ImportEntry) {}

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
  @ApiAcceptedResponse({
    type: ImportJobResponse,
    description: 'The document is large: `Location` says where to look for what becomes of it.',
  })
  import(
    @CurrentPrincipal() principal: Principal,
    @Body() request: ImportToolsRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ImportResultResponse | ImportJobResponse> {
    return this.imports.importTools(principal, request, (job) => accepted(reply, job));
  }
}

function accepted(reply: FastifyReply, { id }: ImportJobResponse): void {
  reply.code(202).header('location', `/api/v1/imports/${id}`);
}
