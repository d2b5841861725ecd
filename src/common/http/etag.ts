import type { FastifyReply, FastifyRequest } from 'fastify';
import { isKnown } from './if-none-match.js';

/** A reply with a `revision` carries it as its ETag; a reader that has it already is answered 304, without the body. */
export function addEtag(body: unknown, request: FastifyRequest, reply: FastifyReply): unknown {
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
