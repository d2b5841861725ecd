import { Logger, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import type { ThrottlerStorage } from '@nestjs/throttler';
import { Redis, type Result } from 'ioredis';
import type { Clock } from '../clock.js';
import { limitRecord, type LimitRecord } from './limit-record.js';

const PREFIX = 'genai-tool-registry:limit:';
const TIMEOUT_MS = 500;
const LONGEST_PAUSE_MS = 2000;
/** After a failure nobody waits for Redis so long: a Redis that hangs would hold up every request by its timeout. */
const REST_MS = 1000;
const COUNT = `
  local hits = redis.call('INCR', KEYS[1])
  if hits == 1 then redis.call('PEXPIRE', KEYS[1], ARGV[1]) end
  return { hits, redis.call('PTTL', KEYS[1]) }
`;

declare module 'ioredis' {
  interface RedisCommander<Context> {
    countHit(key: string, ttl: number): Result<[hits: number, millisecondsLeft: number], Context>;
  }
}

/** Counts in Redis, one round trip a hit, so that all instances share one limit. Throws while Redis is out of reach. */
export class RedisLimitStorage implements ThrottlerStorage, OnModuleInit, OnApplicationShutdown {
  readonly #log = new Logger(RedisLimitStorage.name);
  readonly #redis: Redis;
  #restsUntil = 0;

  constructor(
    url: string,
    private readonly clock: Clock,
  ) {
    this.#redis = new Redis(url, {
      lazyConnect: true,
      connectTimeout: TIMEOUT_MS,
      commandTimeout: TIMEOUT_MS,
      disconnectTimeout: TIMEOUT_MS,
      maxRetriesPerRequest: 0,
      enableOfflineQueue: false,
      retryStrategy: (attempts) => Math.min(attempts * 100, LONGEST_PAUSE_MS),
    });
    this.#redis.defineCommand('countHit', { numberOfKeys: 1, lua: COUNT });
    this.#redis.on('error', (error: Error) => this.#log.warn(`Redis: ${error.message}`));
  }

  /** A Redis that is down delays no start: it is tried again in the background. */
  async onModuleInit(): Promise<void> {
    await this.#redis.connect().catch(() => undefined);
  }

  /** Once the requests in flight have ended: they are still to be counted. */
  onApplicationShutdown(): void {
    this.#redis.disconnect();
  }

  async increment(key: string, ttl: number, limit: number): Promise<LimitRecord> {
    if (this.clock.now().getTime() < this.#restsUntil) throw new Error('Redis has just failed');
    try {
      const [hits, millisecondsLeft] = await this.#redis.countHit(PREFIX + key, ttl);
      return limitRecord(hits, limit, millisecondsLeft);
    } catch (error) {
      this.#restsUntil = this.clock.now().getTime() + REST_MS;
      throw error;
    }
  }
}
