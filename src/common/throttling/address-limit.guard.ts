import { type ExecutionContext, Injectable } from '@nestjs/common';
import { normalizeIp } from '@nestjs/throttler';
import type { FastifyRequest } from 'fastify';
import { LimitGuard } from './limit.guard.js';

/** Limits each client address before it is known who asks; IPv6 by its /64. */
@Injectable()
export class AddressLimitGuard extends LimitGuard {
  protected override readonly by = 'address';

  protected override trackerOf(context: ExecutionContext): string {
    return normalizeIp(context.switchToHttp().getRequest<FastifyRequest>().ip);
  }
}
