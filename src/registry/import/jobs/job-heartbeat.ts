import { Injectable } from '@nestjs/common';
import { Clock } from '../../../common/clock.js';
import type { Reading } from '../parsing/reading.js';
import { type BegunJob, ImportJobsRepository } from './import-jobs.repository.js';

/** Whoever has said nothing for so long has died, and another begins the job anew. */
export const LEASE_MS = 60_000;
const BEAT_MS = 1_000;

/** Says of jobs that are worked on that they are, and how far they are. */
@Injectable()
export class JobHeartbeat {
  constructor(
    private readonly jobs: ImportJobsRepository,
    private readonly clock: Clock,
  ) {}

  /** Every second until the work is done. */
  async during(job: BegunJob, reading: Reading, work: () => Promise<void>): Promise<void> {
    // One that cannot be said is made up for by the next.
    const timer = setInterval(() => void this.beat(job, reading).catch(() => undefined), BEAT_MS);
    try {
      await work();
    } finally {
      clearInterval(timer);
    }
  }

  private beat(job: BegunJob, { checked }: Reading): Promise<void> {
    return this.jobs.renew(job, checked, new Date(this.clock.now().getTime() + LEASE_MS));
  }
}
