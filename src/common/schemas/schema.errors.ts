import { AppError, type FieldError } from '../errors/app-error.js';

export class InvalidSchemaError extends AppError {
  readonly category = 'invalid';
  readonly code = 'INVALID_SCHEMA';

  constructor(errors: readonly FieldError[]) {
    super(errors[0]?.detail ?? 'The JSON Schema cannot be used.', { errors });
  }
}
