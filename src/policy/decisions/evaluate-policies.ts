import type { AccessRequest, Verdict } from '../policy-type.js';
import { askInTime, LONGEST_MS } from './ask-in-time.js';
import type { CompiledPolicy } from './compiled-policy.js';
import { type Evaluation, evaluatePolicy, indeterminate } from './evaluate-policy.js';

/** Asks all policies that apply. One that does not come to an end is broken off, and indeterminate. */
export function evaluatePolicies(policies: readonly CompiledPolicy[], request: AccessRequest): Evaluation[] {
  return askInTime(
    policies,
    (policy) => evaluatePolicy(policy, request),
    (policy) => ({ policy, verdict: timedOut(policy, request.at), microseconds: LONGEST_MS * 1000 }),
  );
}

/** It may have been the machine that was slow: what it says is not to be kept. */
export function timedOut({ kind }: CompiledPolicy, at: Date): Verdict {
  return { ...indeterminate('TIMED_OUT', `The policy kind "${kind}" took too long.`), validUntil: at };
}
