import { AppError } from '../../common/errors/app-error.js';

/** The refusals of RFC 6749 §5.2, RFC 8707 §2 and RFC 7009 §2.1; `code` in lower case is their `error`. */
export class InvalidRequestError extends AppError {
  readonly category = 'invalid';
  readonly code = 'INVALID_REQUEST';
}

export class InvalidClientError extends AppError {
  readonly category = 'unauthenticated';
  readonly code = 'INVALID_CLIENT';

  /** @param scheme of the `Authorization` header, where the client used one: the answer then challenges for it. */
  constructor(readonly scheme?: 'Basic') {
    super('The client is unknown, has not proved who it is, or may not get tokens any more.');
  }
}

export class UnauthorizedClientError extends AppError {
  readonly category = 'invalid';
  readonly code = 'UNAUTHORIZED_CLIENT';

  constructor() {
    super('This token was issued to somebody else, or to the agent for which you act.');
  }
}

export class UnsupportedGrantTypeError extends AppError {
  readonly category = 'invalid';
  readonly code = 'UNSUPPORTED_GRANT_TYPE';

  constructor(supported: readonly string[]) {
    super(`The grant types are ${supported.join(' and ')}.`);
  }
}

export class InvalidScopeError extends AppError {
  readonly category = 'invalid';
  readonly code = 'INVALID_SCOPE';
}

export class InvalidTargetError extends AppError {
  readonly category = 'invalid';
  readonly code = 'INVALID_TARGET';

  constructor(resource: string) {
    super(`Tokens are issued for ${resource} alone.`);
  }
}
