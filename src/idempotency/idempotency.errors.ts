import { AppError } from '../common/errors/app-error.js';

export class IdempotencyKeyReusedError extends AppError {
  readonly category = 'invalid';
  readonly code = 'IDEMPOTENCY_KEY_REUSED';

  constructor() {
    super('This Idempotency-Key was sent with another request. Use a new key for each request.');
  }
}

export class RequestInProgressError extends AppError {
  readonly category = 'conflict';
  readonly code = 'REQUEST_IN_PROGRESS';

  constructor() {
    super('A request with this Idempotency-Key is still running. Repeat it later to get its reply.', { retryAfter: 1 });
  }
}
