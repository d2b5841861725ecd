import { Injectable } from '@nestjs/common';
import { Interval } from '@nestjs/schedule';
import { Clock } from '../../../common/clock.js';
import { ImportJobsRepository } from './import-jobs.repository.js';

const HOUR_MS = 3_600_000;
const KEPT_MS = 168 * HOUR_MS;
const BATCH = 1_000;

/** Forgets imports a week after they were finished. Safe on many instances at once. */
@Injectable()
export class ImportJobCleanup {
  constructor(
    private readonly jobs: ImportJobsRepository,
    private readonly clock: Clock,
  ) {}

  @Interval(HOUR_MS)
  async clean(): Promise<void> {
    await this.jobs.forgetFinishedBefore(new Date(this.clock.now().getTime() - KEPT_MS), BATCH);
  }
}
