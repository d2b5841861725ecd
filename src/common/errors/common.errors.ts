import { AppError, type FieldError } from './app-error.js';

export class ValidationFailedError extends AppError {
  readonly category = 'invalid';
  readonly code = 'VALIDATION_FAILED';

  constructor(errors: readonly FieldError[]) {
    super('The request has invalid fields.', { errors });
  }
}

export class UnknownKindError extends AppError {
  readonly category = 'invalid';
  readonly code = 'UNKNOWN_KIND';

  constructor(point: string, kind: string, known: readonly string[], pointer = '/kind') {
    const detail = `No ${point.toLowerCase().replaceAll('_', ' ')} of kind "${kind}" is installed. Installed: ${known.join(', ') || 'none'}.`;
    super(detail, { errors: [{ pointer, code: 'UNKNOWN_KIND', detail }] });
  }
}

export class InvalidCursorError extends AppError {
  readonly category = 'invalid';
  readonly code = 'INVALID_CURSOR';

  constructor() {
    const detail = 'The cursor was not issued by this list, or was changed.';
    super(detail, { errors: [{ pointer: 'cursor', code: 'INVALID_CURSOR', detail }] });
  }
}

export class PreconditionRequiredError extends AppError {
  readonly category = 'invalid';
  readonly code = 'PRECONDITION_REQUIRED';

  constructor() {
    super('Send the ETag of what you read in If-Match, or * to change whichever revision there is.');
  }
}

export class PreconditionFailedError extends AppError {
  readonly category = 'conflict';
  readonly code = 'PRECONDITION_FAILED';

  constructor() {
    super('The resource has changed since you read it. Read it again and repeat the change.');
  }
}
