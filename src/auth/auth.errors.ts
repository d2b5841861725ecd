import { AppError } from '../common/errors/app-error.js';

export class UnauthenticatedError extends AppError {
  readonly category = 'unauthenticated';
  readonly code = 'UNAUTHENTICATED';

  constructor() {
    super('Send an access token, an API key or a vended credential in the Authorization header.');
  }
}

export class InvalidTokenError extends AppError {
  readonly category = 'unauthenticated';
  readonly code = 'INVALID_TOKEN';

  constructor() {
    super(
      'The token is malformed, unknown, expired, revoked, or bound to a key that was not proved; or its agent may not log in any more.',
    );
  }
}

export class InvalidCredentialsError extends AppError {
  readonly category = 'unauthenticated';
  readonly code = 'INVALID_CREDENTIALS';

  constructor() {
    super('These credentials prove no agent that may log in by this method.');
  }
}

export class LoginLockedError extends AppError {
  readonly category = 'limited';
  readonly code = 'LOGIN_LOCKED';

  constructor(retryAfter: number) {
    super('There were too many attempts with this name. Wait before the next one.', { retryAfter });
  }
}

export class AuthMethodUnavailableError extends AppError {
  readonly category = 'unavailable';
  readonly code = 'AUTH_METHOD_UNAVAILABLE';

  constructor(method: string) {
    super(`The auth method "${method}" cannot tell at the moment. Try again later.`);
  }
}

export class InsufficientPermissionError extends AppError {
  readonly category = 'forbidden';
  readonly code = 'INSUFFICIENT_PERMISSION';

  constructor(readonly permission: string) {
    super(`This needs the permission "${permission}".`, { extensions: { permission } });
  }
}

export class RouteClosedError extends AppError {
  readonly category = 'forbidden';
  readonly code = 'ROUTE_CLOSED';

  constructor() {
    super('This route does not say who may call it, so nobody may.');
  }
}
