import { Injectable, Logger } from '@nestjs/common';
import { Interval } from '@nestjs/schedule';
import { PresentCallers } from '../../../auth/index.js';
import { Clock } from '../../../common/clock.js';
import { AppError } from '../../../common/errors/app-error.js';
import { Transactions } from '../../../database/index.js';
import type { ImportToolsRequest } from '../dto/import-tools.request.js';
import { ImportService } from '../import.service.js';
import { ImportAbandonedError } from './import-jobs.errors.js';
import { type BegunJob, ImportJobsRepository } from './import-jobs.repository.js';
import { fromStored } from './stored-caller.js';

const SECOND_MS = 1_000;
/** Longer than any import takes. Whoever has not finished by then has died, and another begins anew. */
const LEASE_MS = 300_000;
const MOST_ATTEMPTS = 3;

/**
 * Carries out imports one at a time, in the order in which they came. What an import writes and that it is done is one
 * transaction, so one that was killed has either happened or is begun again.
 */
@Injectable()
export class ImportWorker {
  readonly #log = new Logger(ImportWorker.name);
  #working = false;

  constructor(
    private readonly jobs: ImportJobsRepository,
    private readonly imports: ImportService,
    private readonly callers: PresentCallers,
    private readonly transactions: Transactions,
    private readonly clock: Clock,
  ) {}

  @Interval(SECOND_MS)
  async work(): Promise<void> {
    if (this.#working) return;
    this.#working = true;
    try {
      for (let job = await this.next(); job; job = await this.next()) await this.carryOut(job);
    } catch (error) {
      this.#log.warn('An import was broken off, and is begun again later', error);
    } finally {
      this.#working = false;
    }
  }

  private next(): Promise<BegunJob | undefined> {
    const now = this.clock.now();
    return this.jobs.begin(now, new Date(now.getTime() + LEASE_MS));
  }

  private async carryOut(job: BegunJob): Promise<void> {
    try {
      if (job.attempts > MOST_ATTEMPTS) throw new ImportAbandonedError();
      await this.bringIn(job);
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      const { code, message: detail, details } = error;
      const problem = { code, detail, ...(details.errors && { errors: details.errors }) };
      await this.jobs.fail(job, problem, this.clock.now());
    }
  }

  private async bringIn(job: BegunJob): Promise<void> {
    const caller = await this.transactions.run(() => this.callers.hold(fromStored(job.caller)));
    const request = JSON.parse(job.request) as ImportToolsRequest;
    const document = await this.imports.read(request);
    await this.transactions.run(async () => {
      const result = await this.imports.bringIn(caller, document, request);
      if (!(await this.jobs.succeed(job, result, this.clock.now()))) throw new Error('Another has begun it meanwhile');
    });
  }
}
