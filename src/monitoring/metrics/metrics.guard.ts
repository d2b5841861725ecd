import { createHash, timingSafeEqual } from 'node:crypto';
import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import ipaddr from 'ipaddr.js';
import { Environment } from '../../config/environment.js';
import { MetricsLocalOnlyError, MetricsTokenRequiredError } from '../monitoring.errors.js';

/** Opens `/metrics` to the bearer of METRICS_TOKEN; where none is set, to callers on the same machine. */
@Injectable()
export class MetricsGuard implements CanActivate {
  constructor(private readonly environment: Environment) {}

  /** @throws MetricsTokenRequiredError, MetricsLocalOnlyError */
  canActivate(context: ExecutionContext): boolean {
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const { METRICS_TOKEN: token } = this.environment;
    if (token !== undefined) {
      if (!isSame(bearerOf(request), token)) throw new MetricsTokenRequiredError();
    } else if (!isLoopback(request.raw.socket.remoteAddress)) {
      throw new MetricsLocalOnlyError();
    }
    return true;
  }
}

function bearerOf({ headers }: FastifyRequest): string {
  return /^Bearer ([^\s]+)$/i.exec(headers.authorization ?? '')?.[1] ?? '';
}

/** Takes as long whatever the texts have in common. */
function isSame(given: string, expected: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(given), digest(expected));
}

/** Of the connection itself: a header can claim anything. */
export function isLoopback(address: string | undefined): boolean {
  return address !== undefined && ipaddr.isValid(address) && ipaddr.process(address).range() === 'loopback';
}
