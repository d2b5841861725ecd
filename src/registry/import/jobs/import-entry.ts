import { Injectable } from '@nestjs/common';
import type { Principal } from '../../../auth/index.js';
import type { ImportResultResponse } from '../dto/import-result.response.js';
import type { ImportToolsRequest } from '../dto/import-tools.request.js';
import { InvalidDocumentError } from '../../registry.errors.js';
import { ImportReader, type ReadDocument } from '../import-reader.js';
import { ImportService } from '../import.service.js';
import { countOf, type OpenedDocument } from '../opened-document.js';
import { Reading } from '../parsing/reading.js';
import type { ImportJobResponse } from './dto/import-job.response.js';
import { ImportJobsService } from './import-jobs.service.js';

/** To read a document while its sender waits; what is written afterwards is quickly done. */
const LONGEST_READING_MS = 2_500;

/** Imports small documents at once, and takes in those for later that are large, or slow to check. */
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
    const operations = countOf(opened);
    const read = this.jobs.isLarge(request, operations) ? undefined : await this.readSoon(opened, request, reading);
    if (read) return this.imports.bringIn(principal, read, request);
    const job = await this.jobs.putOff(principal, request, operations);
    defer(job);
    return job;
  }

  /** Undefined where the document is good so far, and to check all of it takes longer than anybody waits. */
  private async readSoon(
    opened: OpenedDocument,
    request: ImportToolsRequest,
    reading: Reading,
  ): Promise<ReadDocument | undefined> {
    try {
      return await this.reader.read(opened, request, reading);
    } catch (error) {
      if (error instanceof InvalidDocumentError && reading.isOver && reading.checked > 0) return undefined;
      throw error;
    }
  }
}
