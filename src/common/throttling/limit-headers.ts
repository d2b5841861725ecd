import type { FastifyReply } from 'fastify';
import type { LimitRecord } from './limit-record.js';

export interface CountedLimit {
  readonly name: string;
  readonly limit: number;
  /** Milliseconds. */
  readonly ttl: number;
  readonly record: LimitRecord;
}

/** `RateLimit-Policy` and `RateLimit` (draft-ietf-httpapi-ratelimit-headers-11), an item for each limit counted. */
export function addLimitHeaders(reply: FastifyReply, { name, limit, ttl, record }: CountedLimit): void {
  append(reply, 'ratelimit-policy', `"${name}";q=${limit};w=${ttl / 1000}`);
  append(reply, 'ratelimit', `"${name}";r=${Math.max(0, limit - record.totalHits)};t=${record.timeToExpire}`);
}

function append(reply: FastifyReply, header: string, item: string): void {
  const items = reply.getHeader(header);
  reply.header(header, items === undefined ? item : `${String(items)}, ${item}`);
}
