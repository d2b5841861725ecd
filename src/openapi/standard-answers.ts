import { STATUS_CODES } from 'node:http';
import type { OperationObject, ResponseObject } from '@nestjs/swagger';
import type { ErrorCategory } from '../common/errors/app-error.js';
import type { ErrorAnswer, ErrorShape } from '../common/http/error-shape.js';
import { PROBLEM } from '../common/http/problem.js';
import type { Route } from './routes.js';

interface StandardAnswer {
  readonly status: number;
  /** Undefined for a fault of ours. */
  readonly category?: ErrorCategory;
  readonly code: string;
  readonly description: string;
  readonly appliesTo: (operation: OperationObject, route: Route) => boolean;
}

const REQUEST = { id: '0199f5a0-2c1e-7d35-a1c4-5f0b8d3e9a10', url: '/api/v1/tools' };

const always = () => true;
const hasBody = ({ requestBody }: OperationObject) => requestBody !== undefined;
const takes = (header: string) => (operation: OperationObject) =>
  parameters(operation).some((it) => it.name === header);
/** Some public routes ask for a token of their own, such as `/metrics`. */
const isOpen = ({ security }: OperationObject, { accessRule }: Route) =>
  accessRule?.access === 'public' && !security?.length;
/** Whoever shows a secret in the body is answered 401 when it proves nothing. */
const takesSecret = ({ limitClass }: Route) => limitClass === 'login' || limitClass === 'token';
/** Clients that have proved themselves are refused by 400 (RFC 6749 §5.2). */
const isForClients = ({ security = [] }: OperationObject) =>
  security.length > 0 && security.every((it) => 'client' in it);
const isChange = ({ method }: Route) => ['POST', 'PUT', 'PATCH', 'DELETE'].includes(method);

/** The refusals that any operation of a shape may answer. What an operation says of its own stays. */
const ANSWERS: readonly StandardAnswer[] = [
  {
    status: 400,
    category: 'invalid',
    code: 'VALIDATION_FAILED',
    description: 'Something in the request is not as it must be; the answer names it.',
    appliesTo: always,
  },
  {
    status: 401,
    category: 'unauthenticated',
    code: 'UNAUTHENTICATED',
    description: 'No valid proof of who is calling; `WWW-Authenticate`, where there is one, says what is wanted.',
    appliesTo: (operation, route) => !isOpen(operation, route) || takesSecret(route),
  },
  {
    status: 403,
    category: 'forbidden',
    code: 'INSUFFICIENT_PERMISSION',
    description: 'The caller may not do this.',
    appliesTo: (operation, route) => !isOpen(operation, route) && !isForClients(operation),
  },
  {
    status: 404,
    category: 'not_found',
    code: 'TOOL_NOT_FOUND',
    description: 'There is none, or the caller may not know of it.',
    appliesTo: (operation) => parameters(operation).some((it) => it.in === 'path'),
  },
  {
    status: 409,
    category: 'conflict',
    code: 'REQUEST_IN_PROGRESS',
    description: 'It contradicts what is there already, or the same request is still running.',
    appliesTo: (_, route) => isChange(route) && !takesSecret(route),
  },
  {
    status: 412,
    category: 'conflict',
    code: 'PRECONDITION_FAILED',
    description: 'It has changed since the revision in `If-Match`.',
    appliesTo: takes('If-Match'),
  },
  {
    status: 413,
    category: 'invalid',
    code: 'BODY_TOO_LARGE',
    description: 'The body is too large.',
    appliesTo: hasBody,
  },
  {
    status: 415,
    category: 'invalid',
    code: 'UNSUPPORTED_MEDIA_TYPE',
    description: 'The body is not `application/json`.',
    appliesTo: hasBody,
  },
  {
    status: 422,
    category: 'conflict',
    code: 'IDEMPOTENCY_KEY_REUSED',
    description: 'The `Idempotency-Key` was sent with another request.',
    appliesTo: takes('Idempotency-Key'),
  },
  {
    status: 428,
    category: 'invalid',
    code: 'PRECONDITION_REQUIRED',
    description: '`If-Match` is missing.',
    appliesTo: takes('If-Match'),
  },
  {
    status: 429,
    category: 'limited',
    code: 'RATE_LIMITED',
    description: 'Too many requests; `Retry-After` says how long to wait.',
    appliesTo: always,
  },
  { status: 500, code: 'INTERNAL_ERROR', description: 'A fault of the registry.', appliesTo: always },
  {
    status: 503,
    category: 'unavailable',
    code: 'SERVICE_UNAVAILABLE',
    description: 'Something needed is out of reach; try again.',
    appliesTo: always,
  },
];

/**
 * Adds every standard refusal that applies to an operation, by reference.
 *
 * @returns the shared components that the references name.
 */
export function addStandardAnswers(
  operation: OperationObject,
  route: Route,
  shape: ErrorShape,
): Record<string, ResponseObject> {
  const missing = answersIn(shape).filter((it) => it.appliesTo(operation, route) && !operation.responses[it.status]);
  for (const { status } of missing) {
    operation.responses[status] = { $ref: `#/components/responses/${nameOf(status, shape)}` };
  }
  return Object.fromEntries(missing.map((it) => [nameOf(it.status, shape), responseOf(it, shape)]));
}

/** Without those that the shape tells by another status. */
function answersIn(shape: ErrorShape): StandardAnswer[] {
  return ANSWERS.filter((it) => tell(it, shape).status === it.status);
}

function tell({ category, code, description }: StandardAnswer, shape: ErrorShape): ErrorAnswer {
  const message = description.replaceAll('`', '');
  return shape.answer(category && { name: code, category, code, message, details: {} }, REQUEST);
}

function responseOf(answer: StandardAnswer, shape: ErrorShape): ResponseObject {
  const { description } = answer;
  const { body: example } = tell(answer, shape);
  const [mediaType = ''] = shape.mediaType.split(';');
  return { description, content: { [mediaType]: { schema: { $ref: `#/components/schemas/${shape.name}` }, example } } };
}

/** `BadRequest`; other shapes put their name before it. */
function nameOf(status: number, shape: ErrorShape): string {
  const name = (STATUS_CODES[status] ?? '').replaceAll(' ', '');
  return shape === PROBLEM ? name : shape.name + name;
}

function parameters({ parameters: declared = [] }: OperationObject) {
  return declared.flatMap((it) => ('name' in it ? [it] : []));
}
