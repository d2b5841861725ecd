import type { Judgement, ShadowDifference } from './decision.js';
import type { Evaluation } from './evaluate-policy.js';

type Combine = (evaluations: readonly Evaluation[]) => Pick<Judgement, 'allowed' | 'reason'>;

/** Undefined where enforcing the shadow policies would allow no more and no less. */
export function shadowDifference(
  evaluations: readonly Evaluation[],
  allowed: boolean,
  combine: Combine,
): ShadowDifference | undefined {
  const shadows = evaluations.filter(isShadow);
  if (shadows.length === 0) return undefined;
  const { allowed: instead, reason } = combine(evaluations.map(enforced));
  if (instead === allowed) return undefined;
  const differsBy = (one: Evaluation) =>
    combine(evaluations.map((it) => (it === one ? enforced(it) : it))).allowed === instead;
  return { allowed: instead, reason, policyIds: shadows.filter(differsBy).map(({ policy }) => policy.id) };
}

function isShadow({ policy }: Evaluation): boolean {
  return policy.mode === 'shadow';
}

function enforced(evaluation: Evaluation): Evaluation {
  if (!isShadow(evaluation)) return evaluation;
  return { ...evaluation, policy: { ...evaluation.policy, mode: 'enforced' } };
}
