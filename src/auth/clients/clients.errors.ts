import { AppError, type FieldError } from '../../common/errors/app-error.js';

export class OAuthClientNotFoundError extends AppError {
  readonly category = 'not_found';
  readonly code = 'OAUTH_CLIENT_NOT_FOUND';

  constructor() {
    super('This agent has no such OAuth client.');
  }
}

export class OAuthClientRevokedError extends AppError {
  readonly category = 'conflict';
  readonly code = 'OAUTH_CLIENT_REVOKED';

  constructor() {
    super('This OAuth client is revoked, for good. Make a new one.');
  }
}

export class OAuthClientChangedByOtherError extends AppError {
  readonly category = 'forbidden';
  readonly code = 'OAUTH_CLIENT_CHANGED_BY_OTHER';

  constructor() {
    super(
      'With a key or client you can change that client, and clients that were made with it. Log in to change others.',
    );
  }
}

export class InvalidClientKeysError extends AppError {
  readonly category = 'invalid';
  readonly code = 'INVALID_CLIENT_KEYS';

  constructor(errors: readonly FieldError[]) {
    super('Some of these keys cannot prove a client.', { errors });
  }
}

export class WrongClientAuthenticationError extends AppError {
  readonly category = 'invalid';
  readonly code = 'WRONG_CLIENT_AUTHENTICATION';

  constructor(detail: string, pointer?: string) {
    super(detail, pointer === undefined ? {} : { errors: [{ pointer, code: 'WRONG_CLIENT_AUTHENTICATION', detail }] });
  }
}
