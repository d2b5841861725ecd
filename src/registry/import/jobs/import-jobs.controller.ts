import { Controller, Get } from '@nestjs/common';
import { ApiNotFoundResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { CurrentPrincipal, type Principal, RequirePermission } from '../../../auth/index.js';
import { PROBLEM } from '../../../common/http/problem.js';
import { UuidParam } from '../../../common/http/uuid-param.js';
import { ImportJobResponse } from './dto/import-job.response.js';
import { ImportJobsService } from './import-jobs.service.js';

@ApiTags('Tools')
@Controller('api/v1/imports')
export class ImportJobsController {
  constructor(private readonly jobs: ImportJobsService) {}

  @Get(':id')
  @RequirePermission('tool:create')
  @ApiOperation({
    operationId: 'getImport',
    summary: 'Get an import that was answered with 202',
    description: "One of the caller's own, or with `import:read-all` any. It is kept for a week after it was finished.",
  })
  @ApiNotFoundResponse({
    description: 'There is no such import, or it is not yours: `IMPORT_NOT_FOUND`.',
    content: { 'application/problem+json': { schema: { $ref: `#/components/schemas/${PROBLEM.name}` } } },
  })
  @ApiOkResponse({ type: ImportJobResponse, description: 'The import as it stands now.' })
  get(@CurrentPrincipal() principal: Principal, @UuidParam('id') id: string): Promise<ImportJobResponse> {
    return this.jobs.getImport(principal, id);
  }
}
