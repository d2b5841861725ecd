import { Injectable } from '@nestjs/common';
import type { Principal } from '../../../auth/index.js';
import type { ImportResultResponse } from '../dto/import-result.response.js';
import type { ImportToolsRequest } from '../dto/import-tools.request.js';
import { ImportReader } from '../import-reader.js';
import { ImportService } from '../import.service.js';
import { countOf } from '../opened-document.js';
import { Reading } from '../parsing/reading.js';
import type { ImportJobResponse } from './dto/import-job.response.js';
import { ImportJobsService } from './import-jobs.service.js';

/** To read a document while its sender waits; what is written afterwards is quickly done. */
const LONGEST_READING_MS = 3_000;

/** Imports small documents at once, and takes in large ones for later. */
@Injectable()
export class ImportEntry {
  constructor(
    private readonly reader: ImportReader,
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
    const reading = new Reading(LONGEST_READING_MS);
    const opened = await this.reader.open(request, reading);
    const job = await this.jobs.deferLarge(principal, request, countOf(opened));
    if (!job) return this.imports.bringIn(principal, await this.reader.read(opened, request, reading), request);
    defer(job);
    return job;
  }
}
