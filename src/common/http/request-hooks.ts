import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import { type RequestContext, withRequest } from './request-context.js';
import { traceIdOf } from './trace-parent.js';

declare module 'fastify' {
  interface FastifyRequest {
    /** Absent where the request could not even be read. */
    registryContext?: RequestContext;
  }
}

/** Longer than any address, with its zone; what is cut off is none. */
const LONGEST_ADDRESS = 64;

/** A token of ours that somebody put into a path. */
const TOKEN = /\btr[a-z]_[0-9A-Za-z]+/g;

/** Gives every request its context, tells the caller its id, and writes its line to the log. */
export function addRequestHooks(server: FastifyInstance, logger: Logger): void {
  // Looking for secrets by name costs more than writing the line, whose members are those of `lineOf` alone.
  const lines = logger.child({}, { redact: [] });
  server.decorateRequest('registryContext');
  server.addHook('onRequest', (request, reply, done) => {
    const traceId = traceIdOf(request.headers.traceparent);
    const address = request.ip.slice(0, LONGEST_ADDRESS);
    const context = { requestId: request.id, address, ...(traceId !== undefined && { traceId }) };
    request.registryContext = context;
    reply.header('x-request-id', request.id).header('cache-control', 'no-store');
    withRequest(context, done);
  });
  // Reading the body leaves the asynchronous context of the hooks before it.
  server.addHook('preValidation', (request, _reply, done) => {
    if (request.registryContext) withRequest(request.registryContext, done);
    else done();
  });
  server.addHook('onResponse', (request, reply, done) => {
    lines.info(
      { ...lineOf(request), status: reply.statusCode, durationMs: Math.round(reply.elapsedTime * 10) / 10 },
      'request',
    );
    done();
  });
}

/** Without the query, which may hold anything. */
function pathOf(url: string): string {
  const end = url.indexOf('?');
  return end < 0 ? url : url.slice(0, end);
}

function lineOf(request: FastifyRequest): object {
  return {
    ...request.registryContext,
    method: request.method,
    path: pathOf(request.url).replace(TOKEN, '[redacted]'),
    route: request.routeOptions.url,
  };
}
