import { AppError, type FieldError } from '../common/errors/app-error.js';
import type { Decision } from './decisions/decision.js';

export class AccessDeniedError extends AppError {
  readonly category = 'forbidden';
  readonly code = 'ACCESS_DENIED';

  constructor(decision: Decision) {
    const { id, reason } = decision;
    const remedies = remediesOf(decision);
    const detail = [`Access is denied: ${reason.detail}`, ...remedies.map((it) => it.detail)].join(' ');
    super(detail, { extensions: { decisionId: id, reason, ...(remedies.length > 0 && { remedies }) } });
  }
}

/** What the caller can do; nothing where something forbids the access whatever it does. */
function remediesOf({ reason, trace }: Decision): { code: string; detail: string }[] {
  if (reason.code !== 'NO_PERMIT' && reason.code !== 'REQUIREMENT_NOT_MET') return [];
  const unmet = trace.filter((it) => it.mode === 'enforced' && it.effect !== 'deny' && it.outcome === 'no_match');
  const reasons = unmet.flatMap((it) => it.reasons.filter(({ remedy }) => remedy));
  return [...new Map(reasons.map(({ code, detail }) => [detail, { code, detail }])).values()];
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

export class PolicyVersionNotFoundError extends AppError {
  readonly category = 'not_found';
  readonly code = 'POLICY_VERSION_NOT_FOUND';

  constructor() {
    super('The policy has no such revision.');
  }
}

export class PolicyVersionUnfitError extends AppError {
  readonly category = 'conflict';
  readonly code = 'POLICY_VERSION_UNFIT';

  constructor(kind: string, errors: readonly FieldError[]) {
    super(`The settings of that revision do not fit the policy kind "${kind}" as it is installed now.`, { errors });
  }
}
