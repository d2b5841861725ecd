import { setTimeout as delay } from 'node:timers/promises';
import { type BeforeApplicationShutdown, Injectable, Logger } from '@nestjs/common';
import { Interval } from '@nestjs/schedule';
import { Clock } from '../../common/clock.js';
import { DomainEvents } from '../../common/events/domain-events.js';
import { Environment } from '../../config/environment.js';
import { CredentialsDeleted } from '../credentials.events.js';
import { EndedCredentialsRepository } from './ended-credentials.repository.js';

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
const BATCH = 200;
/** Between two batches, so that they take no more than a part of what the database can do. */
const PAUSE_MS = 20;

/**
 * Deletes credentials long after they ended: they were refused from that moment on, and this only makes room.
 *
 * Many instances share the work. Each batch is a transaction of its own, so that vending goes on meanwhile.
 */
@Injectable()
export class EndedCredentials implements BeforeApplicationShutdown {
  readonly #log = new Logger(EndedCredentials.name);
  readonly #stop = new AbortController();
  #sweep: Promise<number> | undefined;

  constructor(
    private readonly credentials: EndedCredentialsRepository,
    private readonly clock: Clock,
    private readonly environment: Environment,
    private readonly events: DomainEvents,
  ) {}

  /** Says how many it has deleted. Whoever asks while it is at work is told the same. */
  @Interval(MINUTE_MS)
  async sweep(): Promise<number> {
    this.#sweep ??= this.deleteAll().finally(() => (this.#sweep = undefined));
    return this.#sweep;
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.#stop.abort();
    await this.#sweep?.catch(() => undefined);
  }

  private async deleteAll(): Promise<number> {
    const kept = this.environment.CREDENTIAL_RETENTION_DAYS * DAY_MS;
    const moment = new Date(this.clock.now().getTime() - kept);
    let total = 0;
    for (let deleted = 1; deleted > 0 && !this.#stop.signal.aborted; total += deleted) {
      deleted = await this.credentials.deleteExpiredBefore(moment, BATCH);
      if (deleted > 0) await this.events.observe(new CredentialsDeleted(deleted));
      if (deleted === BATCH) await delay(PAUSE_MS);
    }
    if (total > 0) this.#log.log(`Deleted ${total} credentials that expired before ${moment.toISOString()}`);
    return total;
  }
}
