import type { ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import {
  InjectThrottlerOptions,
  InjectThrottlerStorage,
  ThrottlerGuard,
  type ThrottlerModuleOptions,
  type ThrottlerRequest,
  type ThrottlerStorage,
} from '@nestjs/throttler';
import type { FastifyReply } from 'fastify';
import { DomainEvents } from '../events/domain-events.js';
import { InMemoryLimitStorage } from './in-memory-limit.storage.js';
import { LIMIT_CLASS, type LimitClass } from './limit-class.decorator.js';
import type { LimitRecord } from './limit-record.js';
import { addLimitHeaders } from './limit-headers.js';
import { LimitsUnavailableError, RateLimitedError } from './throttling.errors.js';
import { LimitStoreDegraded } from './throttling.events.js';

/** Counts requests by whom `trackerOf` names, against those limits that `applies` picks. */
export abstract class LimitGuard extends ThrottlerGuard {
  constructor(
    @InjectThrottlerOptions() options: ThrottlerModuleOptions,
    @InjectThrottlerStorage() storage: ThrottlerStorage,
    reflector: Reflector,
    private readonly local: InMemoryLimitStorage,
    private readonly events: DomainEvents,
  ) {
    super(options, storage, reflector);
  }

  /** Who is counted; undefined when nobody is yet. */
  protected abstract trackerOf(context: ExecutionContext): string | undefined;

  protected abstract applies(limit: string, limitClass: LimitClass | undefined): boolean;

  protected override async handleRequest({ context, limit, ttl, throttler }: ThrottlerRequest): Promise<boolean> {
    const name = throttler.name ?? '';
    const limitClass = this.reflector.get<LimitClass | undefined>(LIMIT_CLASS, context.getHandler());
    const tracker = this.trackerOf(context);
    if (tracker === undefined || !this.applies(name, limitClass)) return true;
    const record = await this.count(`${name}:${tracker}`, ttl, limit, limitClass);
    addLimitHeaders(context.switchToHttp().getResponse<FastifyReply>(), { name, limit, ttl, record });
    if (record.isBlocked) throw new RateLimitedError(record.timeToExpire);
    return true;
  }

  private async count(key: string, ttl: number, limit: number, limitClass?: LimitClass): Promise<LimitRecord> {
    try {
      return await this.storageService.increment(key, ttl, limit, 0, key);
    } catch {
      const refused = limitClass !== undefined;
      await this.events.observe(new LimitStoreDegraded(refused));
      if (refused) throw new LimitsUnavailableError();
      return this.local.increment(key, ttl, limit);
    }
  }
}
