import { AppError } from '../../common/errors/app-error.js';

export class ProofOutlivesCallerError extends AppError {
  readonly category = 'forbidden';
  readonly code = 'PROOF_OUTLIVES_CALLER';

  constructor(proofEndsAt: Date) {
    const detail = `What you log in with ends at ${proofEndsAt.toISOString()}, and what you make with it must end by then.`;
    super(detail, { errors: [{ pointer: '/expiresAt', code: 'PROOF_OUTLIVES_CALLER', detail }] });
  }
}

export class ProofUsableElsewhereError extends AppError {
  readonly category = 'forbidden';
  readonly code = 'PROOF_USABLE_ELSEWHERE';

  constructor(addresses: readonly string[]) {
    const detail = `What you log in with works from ${addresses.join(', ')} alone, and so must what you make with it.`;
    super(detail, { errors: [{ pointer: '/allowedAddresses', code: 'PROOF_USABLE_ELSEWHERE', detail }] });
  }
}
