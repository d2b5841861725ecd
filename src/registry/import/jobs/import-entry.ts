import { Injectable } from '@nestjs/common';
import type { Principal } from '../../../auth/index.js';
import type { ImportResultResponse } from '../dto/import-result.response.js';
import type { ImportToolsRequest } from '../dto/import-tools.request.js';
import { ImportService } from '../import.service.js';
import type { ImportJobResponse } from './dto/import-job.response.js';
import { ImportJobsService } from './import-jobs.service.js';

/** Imports small documents at once, and takes in large ones for later. */
@Injectable()
export class ImportEntry {
  constructor(
    private readonly imports: ImportService,
    private readonly jobs: ImportJobsService,
  ) {}

  /**
   * @param defer is told of the job, where the import was put off.
   * @throws InvalidDocumentError, TooManyImportsError
   */
  async importTools(
    principal: Principal,
    request: ImportToolsRequest,
    defer: (job: ImportJobResponse) => void,
  ): Promise<ImportResultResponse | ImportJobResponse> {
    const job = await this.jobs.deferLarge(principal, request);
    if (!job) return this.imports.bringIn(principal, await this.imports.read(request), request);
    defer(job);
    return job;
  }
}
