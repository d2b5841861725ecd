import { Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { Clock } from '../../common/clock.js';
import { WrappedAnswersRepository } from './wrapped-answers.repository.js';

const INTERVAL_MS = 60_000;
const BATCH = 1000;

/** Removes wrapped answers that have expired. They open nothing before that either, so nothing depends on it. */
@Injectable()
export class WrappingCleanup implements OnApplicationBootstrap, OnModuleDestroy {
  readonly #log = new Logger(WrappingCleanup.name);
  #timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly answers: WrappedAnswersRepository,
    private readonly clock: Clock,
  ) {}

  onApplicationBootstrap(): void {
    this.#timer = setInterval(() => void this.clean(), INTERVAL_MS).unref();
  }

  onModuleDestroy(): void {
    clearInterval(this.#timer);
  }

  /** Safe on many instances at once. */
  async clean(): Promise<void> {
    try {
      while ((await this.answers.deleteExpired(this.clock.now(), BATCH)) === BATCH);
    } catch (error) {
      this.#log.warn('Expired wrapped answers could not be removed', error);
    }
  }
}
