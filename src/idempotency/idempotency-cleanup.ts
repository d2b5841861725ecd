import { Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { Clock } from '../common/clock.js';
import { IdempotencyRecordsRepository } from './idempotency-records.repository.js';

const INTERVAL_MS = 10 * 60_000;

/** Removes expired records now and then. They are ignored before that, so nothing depends on it. */
@Injectable()
export class IdempotencyCleanup implements OnApplicationBootstrap, OnModuleDestroy {
  readonly #log = new Logger(IdempotencyCleanup.name);
  #timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly records: IdempotencyRecordsRepository,
    private readonly clock: Clock,
  ) {}

  onApplicationBootstrap(): void {
    this.#timer = setInterval(() => void this.clean(), INTERVAL_MS).unref();
  }

  onModuleDestroy(): void {
    clearInterval(this.#timer);
  }

  private async clean(): Promise<void> {
    try {
      await this.records.deleteExpired(this.clock.now());
    } catch (error) {
      this.#log.warn('Expired idempotency records could not be removed', error);
    }
  }
}
