import type { FastifyReply, FastifyRequest } from 'fastify';
import type { AppError } from '../errors/app-error.js';
import type { ErrorShape } from './error-shape.js';
import { INTERNAL_ERROR } from './problem.js';

/** Answers a request with an error; without one, with a fault of ours. */
export async function sendError(
  error: AppError | undefined,
  shape: ErrorShape,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<void> {
  const { status, body, headers = {} } = shape.answer(error, request);
  if (request.registryContext) request.registryContext.errorCode = error?.code ?? INTERNAL_ERROR;
  if (error?.details.retryAfter !== undefined) reply.header('retry-after', Math.ceil(error.details.retryAfter));
  // A challenge that the guard has set makes no sense beside another status (RFC 9110 §11.6.1).
  if (status !== 401 && status !== 403) reply.removeHeader('www-authenticate');
  for (const [name, value] of Object.entries(headers)) if (!reply.hasHeader(name)) reply.header(name, value);
  await reply
    .code(status)
    .header('x-request-id', request.id)
    .removeHeader('etag')
    .header('cache-control', 'no-store')
    .header('content-type', shape.mediaType)
    .send(JSON.stringify(body));
}
