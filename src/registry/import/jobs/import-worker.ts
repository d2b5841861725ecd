import { Injectable, Logger } from '@nestjs/common';
import { Interval } from '@nestjs/schedule';
import { Clock } from '../../../common/clock.js';
import { Reading } from '../parsing/reading.js';
import { ImportExecution } from './import-execution.js';
import { type BegunJob, ImportJobsRepository } from './import-jobs.repository.js';
import { JobHeartbeat, LEASE_MS } from './job-heartbeat.js';

const SECOND_MS = 1_000;
/** Of one document. Nobody waits for it, but others wait for their turn. */
const LONGEST_READING_MS = 180_000;

/** Works off imports that were put off, one at a time, in the order in which they came. */
@Injectable()
export class ImportWorker {
  readonly #log = new Logger(ImportWorker.name);
  #working = false;

  constructor(
    private readonly jobs: ImportJobsRepository,
    private readonly execution: ImportExecution,
    private readonly heartbeat: JobHeartbeat,
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

  private carryOut(job: BegunJob): Promise<void> {
    const reading = new Reading(LONGEST_READING_MS);
    return this.heartbeat.during(job, reading, () => this.execution.carryOut(job, reading));
  }
}
