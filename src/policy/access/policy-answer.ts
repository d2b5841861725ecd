import { adjudicate } from '../decisions/adjudicate.js';
import type { CompiledPolicy } from '../decisions/compiled-policy.js';
import type { Judgement } from '../decisions/decision.js';
import { evaluatePolicies } from '../decisions/evaluate-policies.js';
import type { Evaluation } from '../decisions/evaluate-policy.js';
import { ApprovalPolicy } from '../access-requests/approval.policy.js';
import type { ApprovalSettings } from '../access-requests/approval.settings.js';
import type { AccessRequest } from '../policy-type.js';

/** What all policies say to a call without address and arguments, and what other calls may change about it. */
export interface PolicyAnswer extends Pick<Judgement, 'allowed' | 'reason' | 'obligations'> {
  /** The permits that match. */
  readonly permits: readonly CompiledPolicy[];
  /** Whether address, arguments or the proof of a key may change the answer. */
  readonly conditional: boolean;
  /** The policies whose answer may depend on the call: on its address or arguments, for instance; none where no call would be allowed. */
  readonly conditions: readonly CompiledPolicy[];
}

export function policyAnswer(policies: readonly CompiledPolicy[], request: AccessRequest): PolicyAnswer {
  const evaluations = evaluatePolicies(policies, request);
  const { action, resource } = request;
  const { inUse } = resource;
  const { allowed, reason, obligations } = adjudicate(evaluations, { action, keyProven: false, inUse });
  const best = adjudicate(evaluations.map(atBest), { action, keyProven: true, inUse });
  const conditions = best.allowed ? evaluations.map(({ policy }) => policy).filter(looksAtCall) : [];
  const matching = evaluations.filter(({ policy, verdict }) => isPermit(policy) && verdict.outcome === 'match');
  return {
    ...{ allowed, reason, obligations },
    conditional: conditions.length > 0 || best.allowed !== allowed,
    permits: matching.map(({ policy }) => policy),
    conditions,
  };
}

/** What a policy that looks at the call may say at best. */
function atBest(evaluation: Evaluation): Evaluation {
  const { policy, microseconds } = evaluation;
  if (!looksAtCall(policy)) return evaluation;
  const outcome = policy.effect === 'deny' ? 'no_match' : 'match';
  return { policy, verdict: { outcome, reasons: [] }, microseconds };
}

/** An approval of access is known from its facts, whatever the call. */
function looksAtCall({ mode, type, settings }: CompiledPolicy): boolean {
  if (type instanceof ApprovalPolicy && (settings as ApprovalSettings).for === 'access') return false;
  return mode === 'enforced' && type?.dependsOn === 'call';
}

function isPermit({ mode, effect }: CompiledPolicy): boolean {
  return mode === 'enforced' && effect === 'permit';
}
