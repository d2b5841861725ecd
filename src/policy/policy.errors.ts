import { AppError } from '../common/errors/app-error.js';
import type { Decision } from './decisions/decision.js';

export class AccessDeniedError extends AppError {
  readonly category = 'forbidden';
  readonly code = 'ACCESS_DENIED';

  constructor({ id, reason }: Decision) {
    super(`Access is denied: ${reason.detail}`, { extensions: { decisionId: id, reason } });
  }
}

export class PolicyNotFoundError extends AppError {
  readonly category = 'not_found';
  readonly code = 'POLICY_NOT_FOUND';

  constructor() {
    super('There is no such policy.');
  }
}

export class PolicyNameTakenError extends AppError {
  readonly category = 'conflict';
  readonly code = 'POLICY_NAME_TAKEN';

  constructor(name: string) {
    const detail = `Another policy is named "${name}"; names that differ only in case count as one.`;
    super(detail, { errors: [{ pointer: '/name', code: 'POLICY_NAME_TAKEN', detail }] });
  }
}
