import { AppError } from '../errors/app-error.js';

export class RateLimitedError extends AppError {
  readonly category = 'limited';
  readonly code = 'RATE_LIMITED';

  constructor(secondsToWait: number) {
    super('Too many requests. Wait as long as Retry-After says.', { retryAfter: secondsToWait });
  }
}

export class LimitsUnavailableError extends AppError {
  readonly category = 'unavailable';
  readonly code = 'LIMITS_UNAVAILABLE';

  constructor() {
    super('Attempts cannot be counted at the moment, so none is let through. Try again shortly.', { retryAfter: 5 });
  }
}
