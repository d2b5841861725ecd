import { Injectable } from '@nestjs/common';
import { InjectThrottlerStorage, type ThrottlerStorage } from '@nestjs/throttler';
import { DomainEvents } from '../events/domain-events.js';
import { InMemoryLimitStorage } from './in-memory-limit.storage.js';
import type { LimitRecord } from './limit-record.js';
import type { Limit } from './limits.js';
import { LimitsUnavailableError } from './throttling.errors.js';
import { LimitStoreDegraded } from './throttling.events.js';

const MINUTE_MS = 60_000;

/** Counts hits in the storage that instances share; while it is out of reach, here alone or not at all. */
@Injectable()
export class LimitCounter {
  constructor(
    @InjectThrottlerStorage() private readonly shared: ThrottlerStorage,
    private readonly local: InMemoryLimitStorage,
    private readonly events: DomainEvents,
  ) {}

  /**
   * @param strict whether nobody may pass who was not counted for certain.
   * @throws LimitsUnavailableError
   */
  async count({ name, perMinute }: Limit, tracker: string, strict: boolean): Promise<LimitRecord> {
    const key = `${name}:${tracker}`;
    try {
      return await this.shared.increment(key, MINUTE_MS, perMinute, 0, name);
    } catch {
      await this.events.observe(new LimitStoreDegraded(strict));
      if (strict) throw new LimitsUnavailableError();
      return this.local.increment(key, MINUTE_MS, perMinute);
    }
  }
}
