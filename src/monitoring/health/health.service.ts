import { setTimeout as after } from 'node:timers/promises';
import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import { ChangeFeed } from '../../database/index.js';
import type { ReadinessResponse } from './health.response.js';
import { ReadinessRepository } from './readiness.repository.js';

const PING_TIMEOUT_MS = 1000;

/** Whether this instance should get requests. */
@Injectable()
export class HealthService implements OnModuleDestroy {
  #stopping = false;
  #ping: Promise<boolean> | undefined;

  constructor(
    private readonly database: ReadinessRepository,
    private readonly changeFeed: ChangeFeed,
  ) {}

  onModuleDestroy(): void {
    this.#stopping = true;
  }

  /**
   * Looks at everything that serving a request needs. Answers within a second.
   *
   * A change feed that is cut does not make an instance unready: it serves without caches, and if all instances are
   * cut, slow answers are better than none.
   */
  async readiness(): Promise<ReadinessResponse> {
    const answers = await this.databaseAnswers();
    const checks = {
      database: stateOf(answers),
      changeFeed: stateOf(this.changeFeed.live),
      server: stateOf(!this.#stopping),
    };
    return { status: stateOf(answers && !this.#stopping), checks };
  }

  private async databaseAnswers(): Promise<boolean> {
    const tooLate = new AbortController();
    const timeout = after(PING_TIMEOUT_MS, false, { signal: tooLate.signal }).catch(() => false);
    const answer = await Promise.race([this.ping(), timeout]);
    tooLate.abort();
    return answer;
  }

  /** One at a time: probes of a database that hangs must not take all connections. */
  private ping(): Promise<boolean> {
    this.#ping ??= this.database
      .ping()
      .then(
        () => true,
        () => false,
      )
      .finally(() => {
        this.#ping = undefined;
      });
    return this.#ping;
  }
}

function stateOf(good: boolean): 'up' | 'down' {
  return good ? 'up' : 'down';
}
