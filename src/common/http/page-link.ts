import type { FastifyReply, FastifyRequest } from 'fastify';

/** Clients take no more than 16 KiB of headers altogether. */
const LONGEST_LINK = 8_192;

/** A page that has a next one says so in its `Link` header too (RFC 8288). */
export function addPageLink(body: unknown, request: FastifyRequest, reply: FastifyReply): void {
  const cursor = nextCursorOf(body);
  if (cursor === undefined || request.method !== 'GET') return;
  const link = `<${linkTo(cursor, request)}>; rel="next"`;
  if (link.length <= LONGEST_LINK) reply.header('link', link);
}

function nextCursorOf(body: unknown): string | undefined {
  const page = typeof body === 'object' && body !== null && 'page' in body ? body.page : undefined;
  const cursor = typeof page === 'object' && page !== null && 'nextCursor' in page ? page.nextCursor : undefined;
  return typeof cursor === 'string' ? cursor : undefined;
}

/** The cursor carries the filter, so only the size of the page is kept, and a question, which may be too long for a cursor. */
function linkTo(cursor: string, request: FastifyRequest): string {
  const url = new URL(request.url, 'http://registry');
  const kept = [...url.searchParams].filter(([name]) => name === 'limit' || name === 'q');
  const query = new URLSearchParams([['cursor', cursor], ...kept]);
  return `${url.pathname}?${query.toString()}`;
}
