import type { FastifyReply, FastifyRequest } from 'fastify';

/** A page that has a next one says so in its `Link` header too (RFC 8288). */
export function addPageLink(body: unknown, request: FastifyRequest, reply: FastifyReply): void {
  const cursor = nextCursorOf(body);
  if (cursor !== undefined) reply.header('link', `<${linkTo(cursor, request)}>; rel="next"`);
}

function nextCursorOf(body: unknown): string | undefined {
  const page = typeof body === 'object' && body !== null && 'page' in body ? body.page : undefined;
  const cursor = typeof page === 'object' && page !== null && 'nextCursor' in page ? page.nextCursor : undefined;
  return typeof cursor === 'string' ? cursor : undefined;
}

/** The cursor carries the filter, so only the size of the page is kept. */
function linkTo(cursor: string, request: FastifyRequest): string {
  const url = new URL(request.url, 'http://registry');
  const limit = url.searchParams.get('limit');
  const query = new URLSearchParams({ cursor, ...(limit !== null && { limit }) });
  return `${url.pathname}?${query.toString()}`;
}
