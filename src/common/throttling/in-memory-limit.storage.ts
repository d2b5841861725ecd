import { Injectable } from '@nestjs/common';
import type { ThrottlerStorage } from '@nestjs/throttler';
import { LRUCache } from 'lru-cache';
import { Clock } from '../clock.js';
import { limitRecord, type LimitRecord } from './limit-record.js';

const MAX_KEYS = 100_000;

interface Window {
  hits: number;
  readonly endsAt: number;
}

/** Counts in fixed windows, one object a key whatever the number of hits, for at most 100,000 keys. */
@Injectable()
export class InMemoryLimitStorage implements ThrottlerStorage {
  readonly #windows = new LRUCache<string, Window>({ max: MAX_KEYS });

  constructor(private readonly clock: Clock) {}

  increment(key: string, ttl: number, limit: number): Promise<LimitRecord> {
    const now = this.clock.now().getTime();
    const known = this.#windows.get(key);
    const window = known !== undefined && known.endsAt > now ? known : { hits: 0, endsAt: now + ttl };
    window.hits += 1;
    if (window !== known) this.#windows.set(key, window);
    return Promise.resolve(limitRecord(window.hits, limit, window.endsAt - now));
  }
}
