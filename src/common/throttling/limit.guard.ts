import { type CanActivate, type ExecutionContext, Inject, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyReply } from 'fastify';
import { LimitCounter } from './limit-counter.js';
import { LIMIT_CLASS, type LimitClass } from './limit-class.decorator.js';
import { addLimitHeaders } from './limit-headers.js';
import { type Limit, Limits } from './limits.js';
import { RateLimitedError } from './throttling.errors.js';

interface RouteLimits {
  readonly limitClass: LimitClass | undefined;
  readonly limits: readonly Limit[];
}

/** Counts requests by whom `trackerOf` names, against the limits of their route, and refuses those beyond. */
@Injectable()
export abstract class LimitGuard implements CanActivate {
  protected abstract readonly by: Limit['by'];
  readonly #routes = new WeakMap<object, RouteLimits>();

  constructor(
    @Inject(Limits) private readonly limits: Limits,
    @Inject(LimitCounter) private readonly counter: LimitCounter,
    @Inject(Reflector) private readonly reflector: Reflector,
  ) {}

  /** Who is counted; undefined when nobody is yet. */
  protected abstract trackerOf(context: ExecutionContext): string | undefined;

  /** @throws RateLimitedError, LimitsUnavailableError */
  async canActivate(context: ExecutionContext): Promise<boolean> {
    const tracker = this.trackerOf(context);
    if (tracker === undefined) return true;
    const reply = context.switchToHttp().getResponse<FastifyReply>();
    const { limits, limitClass } = this.routeLimitsOf(context);
    for (const limit of limits) {
      const record = await this.counter.count(limit, tracker, limitClass !== undefined);
      addLimitHeaders(reply, limit, record);
      if (record.isBlocked) throw new RateLimitedError(record.timeToExpire);
    }
    return true;
  }

  /** Looked up once a route: metadata never changes, and each lookup costs. */
  private routeLimitsOf(context: ExecutionContext): RouteLimits {
    const handler = context.getHandler();
    const known = this.#routes.get(handler);
    if (known) return known;
    const limitClass = this.reflector.get<LimitClass | undefined>(LIMIT_CLASS, handler);
    const found = { limitClass, limits: this.limits.applying(this.by, limitClass) };
    this.#routes.set(handler, found);
    return found;
  }
}
