import { type CallHandler, type ExecutionContext, Injectable, type NestInterceptor } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { map, type Observable } from 'rxjs';
import { isKnown } from './if-none-match.js';

/** A reply with a `revision` carries it as its ETag; a reader that has it already is answered 304. */
@Injectable()
export class EtagInterceptor implements NestInterceptor {
  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const http = context.switchToHttp();
    return next
      .handle()
      .pipe(map((body: unknown) => tag(body, http.getRequest<FastifyRequest>(), http.getResponse<FastifyReply>())));
  }
}

function tag(body: unknown, request: FastifyRequest, reply: FastifyReply): unknown {
  const revision = revisionOf(body);
  if (revision === undefined) return body;
  const etag = `"${revision}"`;
  reply.header('etag', etag);
  const isRead = request.method === 'GET' || request.method === 'HEAD';
  if (!isRead) return body;
  reply.header('cache-control', 'private, no-cache');
  if (!isKnown(etag, request.headers['if-none-match'])) return body;
  reply.code(304);
  return undefined;
}

function revisionOf(body: unknown): number | undefined {
  const revision = typeof body === 'object' && body !== null && 'revision' in body ? body.revision : undefined;
  return typeof revision === 'number' ? revision : undefined;
}
