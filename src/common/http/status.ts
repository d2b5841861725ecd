import type { AppError, ErrorCategory } from '../errors/app-error.js';

const BY_CATEGORY: Readonly<Record<ErrorCategory, number>> = {
  invalid: 400,
  unauthenticated: 401,
  forbidden: 403,
  not_found: 404,
  conflict: 409,
  limited: 429,
  unavailable: 503,
};

/** Codes for which HTTP has a more exact word than that of their category. */
const BY_CODE: Readonly<Record<string, number>> = {
  METHOD_NOT_ALLOWED: 405,
  REQUEST_TIMEOUT: 408,
  PRECONDITION_FAILED: 412,
  BODY_TOO_LARGE: 413,
  UNSUPPORTED_MEDIA_TYPE: 415,
  UNKNOWN_HOST: 421,
  IDEMPOTENCY_KEY_REUSED: 422,
  PRECONDITION_REQUIRED: 428,
  HEADERS_TOO_LARGE: 431,
};

/** The HTTP status in which an error is told: its category decides, a few codes are more exact. */
export function statusOf({ category, code }: AppError): number {
  return BY_CODE[code] ?? BY_CATEGORY[category];
}
