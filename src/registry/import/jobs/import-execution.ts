import { Injectable } from '@nestjs/common';
import { PresentCallers } from '../../../auth/index.js';
import { Clock } from '../../../common/clock.js';
import { AppError } from '../../../common/errors/app-error.js';
import { Transactions } from '../../../database/index.js';
import type { ImportToolsRequest } from '../dto/import-tools.request.js';
import { ImportService } from '../import.service.js';
import type { Reading } from '../parsing/reading.js';
import { ImportAbandonedError } from './import-jobs.errors.js';
import { type BegunJob, ImportJobsRepository } from './import-jobs.repository.js';
import { fromStored } from './stored-caller.js';

const MOST_ATTEMPTS = 3;

/**
 * Carries out imports that were put off. What an import writes and that it is done is one transaction, so one that was
 * killed has either happened or is begun again.
 */
@Injectable()
export class ImportExecution {
  constructor(
    private readonly jobs: ImportJobsRepository,
    private readonly imports: ImportService,
    private readonly callers: PresentCallers,
    private readonly transactions: Transactions,
    private readonly clock: Clock,
  ) {}

  /** A job that cannot be done has failed; what is thrown leaves it to be begun again. */
  async carryOut(job: BegunJob, reading: Reading): Promise<void> {
    try {
      if (job.attempts > MOST_ATTEMPTS) throw new ImportAbandonedError();
      await this.bringIn(job, reading);
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      const { code, message: detail, details } = error;
      const problem = { code, detail, ...(details.errors && { errors: details.errors }) };
      await this.jobs.fail(job, problem, this.clock.now());
    }
  }

  private async bringIn(job: BegunJob, reading: Reading): Promise<void> {
    const caller = await this.transactions.run(() => this.callers.hold(fromStored(job.caller)));
    const request = JSON.parse(job.request) as ImportToolsRequest;
    const document = await this.imports.read(request, reading);
    await this.transactions.run(async () => {
      const result = await this.imports.bringIn(caller, document, request);
      if (!(await this.jobs.succeed(job, result, this.clock.now()))) throw new Error('Another has begun it meanwhile');
    });
  }
}
