import type { FastifyReply } from 'fastify';
import type { LimitRecord } from './limit-record.js';
import type { Limit } from './limits.js';

/** `RateLimit-Policy` and `RateLimit` (draft-ietf-httpapi-ratelimit-headers-11), an item for each limit counted. */
export function addLimitHeaders(reply: FastifyReply, { name, perMinute }: Limit, record: LimitRecord): void {
  append(reply, 'ratelimit-policy', `"${name}";q=${perMinute};w=60`);
  append(reply, 'ratelimit', `"${name}";r=${Math.max(0, perMinute - record.totalHits)};t=${record.timeToExpire}`);
}

function append(reply: FastifyReply, header: string, item: string): void {
  const items = reply.getHeader(header);
  reply.header(header, items === undefined ? item : `${String(items)}, ${item}`);
}
