import { AppError } from '../../common/errors/app-error.js';

export class WeakPasswordError extends AppError {
  readonly category = 'invalid';
  readonly code = 'WEAK_PASSWORD';

  constructor(pointer: string) {
    const detail = "The password must not contain the agent's name.";
    super(detail, { errors: [{ pointer, code: 'WEAK_PASSWORD', detail }] });
  }
}

export class WrongPasswordError extends AppError {
  readonly category = 'invalid';
  readonly code = 'WRONG_PASSWORD';

  constructor() {
    const detail = 'This is not your current password.';
    super(detail, { errors: [{ pointer: '/currentPassword', code: 'WRONG_PASSWORD', detail }] });
  }
}

export class FullProofRequiredError extends AppError {
  readonly category = 'forbidden';
  readonly code = 'FULL_PROOF_REQUIRED';

  constructor() {
    super(
      'What you present is a key, a client, or narrowed or bound to a time or addresses. Log in with all your rights.',
    );
  }
}

export class InvalidResetTokenError extends AppError {
  readonly category = 'invalid';
  readonly code = 'INVALID_RESET_TOKEN';

  constructor() {
    const detail = 'The reset token is malformed, unknown, used, replaced or expired, or its agent may not log in.';
    super(detail, { errors: [{ pointer: '/resetToken', code: 'INVALID_RESET_TOKEN', detail }] });
  }
}
