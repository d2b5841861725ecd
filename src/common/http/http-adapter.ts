import type { IncomingMessage } from 'node:http';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import { type FastifyReply, type FastifyRequest, LogController } from 'fastify';
import type { Logger } from 'pino';
import { newId } from '../ids.js';
import type { HttpSettings } from './http-settings.js';
import { MalformedRequestError } from './http.errors.js';
import { PROBLEM } from './problem.js';
import { sendError } from './send-error.js';
import { answerUnreadable } from './unreadable-request.js';

const REQUEST_ID = /^[A-Za-z0-9._-]{1,128}$/;
const REQUEST_TIMEOUT_MS = 60_000;
/** A question of 10 kB in a URL is three times as long where each of its bytes is escaped. */
const MOST_HEADER_BYTES = 65_536;

/** Fastify under Nest: whose addresses are believed, how large and slow a request may be, how it is named. */
export function createHttpAdapter(settings: HttpSettings, logger: Logger): FastifyAdapter {
  return new FastifyAdapter({
    loggerInstance: logger,
    logController: new LogController({ disableRequestLogging: true }),
    trustProxy: settings.TRUSTED_PROXIES.length > 0 && [...settings.TRUSTED_PROXIES],
    bodyLimit: settings.BODY_LIMIT_BYTES,
    requestTimeout: REQUEST_TIMEOUT_MS,
    requestIdHeader: false,
    // Otherwise Node keeps the first of several Authorization or Host headers, and a proxy before us may have read another.
    http: { joinDuplicateHeaders: true, maxHeaderSize: MOST_HEADER_BYTES },
    clientErrorHandler: answerUnreadable,
    genReqId: (request: IncomingMessage) => requestIdFrom(request.headers['x-request-id']),
    // The router refuses what it cannot decode before any hook or filter runs.
    frameworkErrors: (_error: Error, request: FastifyRequest, reply: FastifyReply) => {
      void sendError(new MalformedRequestError(), PROBLEM, request, reply);
    },
  });
}

function requestIdFrom(header: string | string[] | undefined): string {
  return typeof header === 'string' && REQUEST_ID.test(header) ? header : newId();
}
