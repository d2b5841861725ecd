/** The closed set of ways in which the registry says no. */
export type ErrorCategory =
  'invalid' | 'unauthenticated' | 'forbidden' | 'not_found' | 'conflict' | 'limited' | 'unavailable';

/** One thing wrong with the input, by JSON pointer into the body, or by the name of a query or path parameter. */
export interface FieldError {
  readonly pointer: string;
  readonly code: string;
  readonly detail: string;
}

/** What a caller may be told beside the message. Never holds a secret. */
export interface ErrorDetails {
  readonly errors?: readonly FieldError[];
  /** Seconds to wait before trying again. */
  readonly retryAfter?: number;
  /** Further members of the problem document. */
  readonly extensions?: Readonly<Record<string, unknown>>;
}

/**
 * Everything the registry throws on purpose.
 *
 * `code` is stable and documented in `docs/errors.md`; `message` is written for the caller. Subclasses stand in
 * `<module>.errors.ts`, one class a code.
 */
export abstract class AppError extends Error {
  abstract readonly category: ErrorCategory;
  abstract readonly code: string;

  constructor(
    message: string,
    readonly details: ErrorDetails = {},
  ) {
    super(message);
    this.name = new.target.name;
  }
}
