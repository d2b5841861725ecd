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
