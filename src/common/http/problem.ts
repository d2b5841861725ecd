import { STATUS_CODES } from 'node:http';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { AppError, FieldError } from '../errors/app-error.js';
import { statusOf } from './status.js';

const PROBLEM_MEDIA_TYPE = 'application/problem+json; charset=utf-8';
export const INTERNAL_ERROR = 'INTERNAL_ERROR';

/** RFC 9457, with the members that every refusal of ours has. */
interface Problem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly instance: string;
  readonly code: string;
  readonly requestId: string;
  readonly errors?: readonly FieldError[];
}

/** How an error is told to the caller; without one, that the fault is ours and nothing more. */
function problemOf(error: AppError | undefined, request: FastifyRequest): Problem {
  const status = error ? statusOf(error) : 500;
  const code = error?.code ?? INTERNAL_ERROR;
  return {
    ...error?.details.extensions,
    type: `urn:genai-tool-registry:problem:${code.toLowerCase().replaceAll('_', '-')}`,
    title: STATUS_CODES[status] ?? 'Error',
    status,
    detail: error?.message ?? 'The registry failed at this request. Its log has the cause under the requestId.',
    instance: request.url.replace(/\?.*$/s, ''),
    code,
    requestId: request.id,
    ...(error?.details.errors && { errors: error.details.errors }),
  };
}

export async function sendProblem(
  error: AppError | undefined,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<void> {
  const problem = problemOf(error, request);
  if (request.registryContext) request.registryContext.errorCode = problem.code;
  if (error?.details.retryAfter !== undefined) reply.header('retry-after', Math.ceil(error.details.retryAfter));
  if (problem.status === 401 && !reply.hasHeader('www-authenticate')) reply.header('www-authenticate', 'Bearer');
  await reply
    .code(problem.status)
    .header('x-request-id', request.id)
    .removeHeader('etag')
    .header('cache-control', 'no-store')
    .header('content-type', PROBLEM_MEDIA_TYPE)
    .send(JSON.stringify(problem));
}
