import { AppError } from '../../common/errors/app-error.js';

export class ApiKeyNotFoundError extends AppError {
  readonly category = 'not_found';
  readonly code = 'API_KEY_NOT_FOUND';

  constructor() {
    super('This agent has no such API key.');
  }
}

export class ExpiryInPastError extends AppError {
  readonly category = 'invalid';
  readonly code = 'EXPIRY_IN_PAST';

  constructor() {
    const detail = 'expiresAt must be in the future';
    super(detail, { errors: [{ pointer: '/expiresAt', code: 'EXPIRY_IN_PAST', detail }] });
  }
}

export class ApiKeyEndedError extends AppError {
  readonly category = 'conflict';
  readonly code = 'API_KEY_ENDED';

  constructor() {
    super('This key has expired, was revoked or has a successor already. Rotate the successor, or make a new key.');
  }
}

export class ApiKeyRotatedByOtherError extends AppError {
  readonly category = 'forbidden';
  readonly code = 'API_KEY_ROTATED_BY_OTHER';

  constructor() {
    super('With an API key you can rotate that key, and keys that were made with it. Log in to rotate others.');
  }
}
