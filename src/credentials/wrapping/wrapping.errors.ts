import { AppError } from '../../common/errors/app-error.js';

/** The same for a token that was never issued, has expired or was used: nobody learns which. */
export class WrappingTokenInvalidError extends AppError {
  readonly category = 'invalid';
  readonly code = 'WRAPPING_TOKEN_INVALID';

  constructor() {
    super(
      'The wrapping token opens nothing: it is unknown, has expired or was used. If you have not used it, somebody else may have.',
    );
  }
}
