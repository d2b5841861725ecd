import { AppError } from '../../common/errors/app-error.js';

export class TokenTooLongError extends AppError {
  readonly category = 'invalid';
  readonly code = 'TOKEN_TOO_LONG';

  constructor() {
    super('So many permissions or addresses do not fit into one access token: ask for fewer permissions.');
  }
}
