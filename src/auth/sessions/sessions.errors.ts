import { AppError } from '../../common/errors/app-error.js';

export class InvalidRefreshTokenError extends AppError {
  readonly category = 'unauthenticated';
  readonly code = 'INVALID_REFRESH_TOKEN';

  constructor() {
    super('The refresh token cannot be used: it is malformed, unknown, used or expired, or its session has ended.');
  }
}

export class SessionNotFoundError extends AppError {
  readonly category = 'not_found';
  readonly code = 'SESSION_NOT_FOUND';

  constructor() {
    super('This agent has no such session.');
  }
}

export class NotLoggedInError extends AppError {
  readonly category = 'invalid';
  readonly code = 'NOT_LOGGED_IN';

  constructor() {
    super('Only an access token can be logged out. API keys and credentials are revoked where they were made.');
  }
}
