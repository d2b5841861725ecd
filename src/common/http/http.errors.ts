import { AppError } from '../errors/app-error.js';

/** What HTTP itself refuses, before or beside any route. */
export class MalformedRequestError extends AppError {
  readonly category = 'invalid';
  readonly code = 'MALFORMED_REQUEST';

  constructor() {
    super('The request cannot be read: check its path, its headers and its length.');
  }
}

export class MalformedJsonError extends AppError {
  readonly category = 'invalid';
  readonly code = 'MALFORMED_JSON';

  constructor() {
    super('The body is not valid JSON in UTF-8.');
  }
}

export class MalformedFormError extends AppError {
  readonly category = 'invalid';
  readonly code = 'MALFORMED_FORM';

  constructor() {
    super('The form is not percent-encoded UTF-8.');
  }
}

export class UnsupportedMediaTypeError extends AppError {
  readonly category = 'invalid';
  readonly code = 'UNSUPPORTED_MEDIA_TYPE';

  constructor() {
    super('Send the body as application/json, or as a form where the route asks for one, not compressed.');
  }
}

export class BodyTooLargeError extends AppError {
  readonly category = 'invalid';
  readonly code = 'BODY_TOO_LARGE';

  constructor() {
    super('The body is larger than this route accepts.');
  }
}

export class HeadersTooLargeError extends AppError {
  readonly category = 'invalid';
  readonly code = 'HEADERS_TOO_LARGE';

  constructor() {
    super('The address of the request and its headers are larger than this server reads.');
  }
}

export class RequestTimeoutError extends AppError {
  readonly category = 'invalid';
  readonly code = 'REQUEST_TIMEOUT';

  constructor() {
    super('The request did not arrive in time.');
  }
}

export class UnknownHostError extends AppError {
  readonly category = 'invalid';
  readonly code = 'UNKNOWN_HOST';

  constructor() {
    super('This server does not answer for the host in the Host header.');
  }
}

export class RouteNotFoundError extends AppError {
  readonly category = 'not_found';
  readonly code = 'ROUTE_NOT_FOUND';

  constructor() {
    super('There is nothing at this path. The documentation of all paths is at /docs.');
  }
}

export class MethodNotAllowedError extends AppError {
  readonly category = 'invalid';
  readonly code = 'METHOD_NOT_ALLOWED';

  constructor(readonly allowed: readonly string[]) {
    super(`This path answers ${allowed.join(', ')}.`);
  }
}

export class ForbiddenRequestError extends AppError {
  readonly category = 'forbidden';
  readonly code = 'FORBIDDEN';

  constructor() {
    super('You may not do this.');
  }
}

export class ServiceUnavailableError extends AppError {
  readonly category = 'unavailable';
  readonly code = 'SERVICE_UNAVAILABLE';

  constructor() {
    super('Something that this request needs is not available at the moment. Try again shortly.', { retryAfter: 1 });
  }
}
