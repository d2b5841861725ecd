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

export class ProofOutranksCallerError extends AppError {
  readonly category = 'forbidden';
  readonly code = 'PROOF_OUTRANKS_CALLER';

  constructor() {
    super('It opens more than what you log in with. Log in with the full rights of its agent.');
  }
}

export class DelegatedProofError extends AppError {
  readonly category = 'forbidden';
  readonly code = 'DELEGATED_PROOF';

  constructor() {
    super('Somebody acts for this agent by token exchange. Only the agent itself may do this.');
  }
}
