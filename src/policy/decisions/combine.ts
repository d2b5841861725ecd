import type { Effect } from '../policies/policy.entity.js';
import type { Verdict } from '../policy-type.js';
import type { Judgement, PolicyTrace, ReasonCode } from './decision.js';
import { earliest, latest } from './earliest.js';
import type { Evaluation } from './evaluate-policy.js';
import { notesOf } from './honour.js';
import { combineObligations } from './obligations.js';

type CombinedReason = Exclude<ReasonCode, 'OBLIGATION_NOT_HONOURED' | 'TOOL_NOT_IN_USE' | 'UNKNOWN_TOOL'>;

const DETAILS: Readonly<Record<CombinedReason, string>> = {
  PERMITTED: 'A policy permits it, and nothing speaks against it.',
  DENIED_BY_POLICY: 'A policy forbids it.',
  INDETERMINATE: 'A policy that applies could not be evaluated.',
  NO_PERMIT: 'No policy permits it.',
  REQUIREMENT_NOT_MET: 'A policy demands what this request does not meet.',
};

/**
 * The house rule: allowed is what at least one permit matches, every require matches, no deny matches, and about which
 * nothing is indeterminate. The order of policies is of no consequence, and shadow policies have none.
 */
export function combine(evaluations: readonly Evaluation[]): Judgement {
  const enforced = evaluations.filter(({ policy }) => policy.mode === 'enforced');
  const code = reasonOf(enforced);
  const allowed = code === 'PERMITTED';
  const obligations = combineObligations(enforced.flatMap(obligationsOf));
  const validUntil = allowed ? endOfYes(enforced) : earliest(enforced.map(endOf));
  return {
    allowed,
    reason: { code, detail: DETAILS[code] },
    obligations: allowed ? obligations : notesOf(obligations),
    ...(validUntil && { validUntil }),
    trace: evaluations.map(traceOf),
  };
}

/** The most telling first: who is forbidden something need not hear what else is missing. */
function reasonOf(enforced: readonly Evaluation[]): CombinedReason {
  const some = (effect: Effect, ...outcomes: Verdict['outcome'][]) =>
    enforced.some(({ policy, verdict }) => policy.effect === effect && outcomes.includes(verdict.outcome));
  if (some('deny', 'match')) return 'DENIED_BY_POLICY';
  if (enforced.some(({ verdict }) => verdict.outcome === 'indeterminate')) return 'INDETERMINATE';
  if (!some('permit', 'match')) return 'NO_PERMIT';
  if (some('require', 'no_match')) return 'REQUIREMENT_NOT_MET';
  return 'PERMITTED';
}

/** One permit that matches is enough: the longest counts. Whatever else permits is of no consequence to a yes. */
function endOfYes(enforced: readonly Evaluation[]): Date | undefined {
  const isPermit = ({ policy }: Evaluation) => policy.effect === 'permit';
  const permits = enforced.filter((it) => isPermit(it) && it.verdict.outcome === 'match');
  return earliest([latest(permits.map(endOf)), ...enforced.filter((it) => !isPermit(it)).map(endOf)]);
}

function endOf({ verdict }: Evaluation): Date | undefined {
  return verdict.validUntil;
}

function obligationsOf({ policy, verdict }: Evaluation) {
  return verdict.outcome === 'match' ? [...policy.obligations, ...(verdict.obligations ?? [])] : [];
}

function traceOf({ policy, verdict, microseconds }: Evaluation): PolicyTrace {
  const { id: policyId, revision, name, kind, effect, mode } = policy;
  const { outcome, reasons } = verdict;
  return { policyId, revision, name, kind, effect, mode, outcome, reasons, microseconds };
}
