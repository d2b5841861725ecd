import { AppError } from '../../common/errors/app-error.js';

export class AuthMethodNotFoundError extends AppError {
  readonly category = 'not_found';
  readonly code = 'AUTH_METHOD_NOT_FOUND';

  constructor() {
    super('There is no auth method of this name.');
  }
}

export class AuthMethodNameTakenError extends AppError {
  readonly category = 'conflict';
  readonly code = 'AUTH_METHOD_NAME_TAKEN';

  constructor() {
    const detail = 'Another auth method has this name.';
    super(detail, { errors: [{ pointer: '/name', code: 'AUTH_METHOD_NAME_TAKEN', detail }] });
  }
}
