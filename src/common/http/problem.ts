import { STATUS_CODES } from 'node:http';
import type { AppError, FieldError } from '../errors/app-error.js';
import type { ErrorAnswer, ErrorShape, RefusedRequest } from './error-shape.js';
import { PROBLEM_SCHEMA } from './problem.schema.js';
import { statusOf } from './status.js';

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

/** How native routes tell errors; of a fault of ours, that it is ours and nothing more. */
export const PROBLEM: ErrorShape = {
  mediaType: 'application/problem+json; charset=utf-8',
  name: 'Problem',
  schema: PROBLEM_SCHEMA,
  answer(error, request): ErrorAnswer {
    const problem = problemOf(error, request);
    const { status } = problem;
    return { status, body: problem, ...(status === 401 && { headers: { 'www-authenticate': 'Bearer' } }) };
  },
};

function problemOf(error: AppError | undefined, request: RefusedRequest): Problem {
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
