import { createHash } from 'node:crypto';
import { type CallHandler, type ExecutionContext, type NestInterceptor, UseInterceptors } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { map, type Observable } from 'rxjs';
import { isKnown } from './if-none-match.js';

/**
 * Anybody may keep the answer of a route, caches on the way too; a reader that has it already is answered 304.
 *
 * For documents that are the same for every caller.
 */
export const PubliclyCached = (seconds: number): MethodDecorator => UseInterceptors(new PublicCache(seconds));

class PublicCache implements NestInterceptor {
  constructor(private readonly seconds: number) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const http = context.switchToHttp();
    const { headers } = http.getRequest<FastifyRequest>();
    const reply = http.getResponse<FastifyReply>();
    return next.handle().pipe(map((body: unknown) => this.answer(body, headers['if-none-match'], reply)));
  }

  private answer(body: unknown, ifNoneMatch: string | undefined, reply: FastifyReply): unknown {
    const etag = `"${createHash('sha256').update(JSON.stringify(body)).digest('base64url')}"`;
    reply.header('etag', etag).header('cache-control', `public, max-age=${this.seconds}`);
    if (!isKnown(etag, ifNoneMatch)) return body;
    reply.code(304);
    return undefined;
  }
}
