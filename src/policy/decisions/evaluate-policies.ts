import { TIMED_OUT, withinTime } from '../../common/time-limit.js';
import type { AccessRequest } from '../policy-type.js';
import type { CompiledPolicy } from './compiled-policy.js';
import { type Evaluation, evaluatePolicy, indeterminate } from './evaluate-policy.js';

const LONGEST_MS = 250;

/**
 * Asks all policies that apply, all of them together within a quarter of a second.
 *
 * One that does not come to an end is broken off and indeterminate; those after it get a time of their own.
 */
export function evaluatePolicies(policies: readonly CompiledPolicy[], request: AccessRequest): Evaluation[] {
  const evaluations: Evaluation[] = [];
  const askRest = () => {
    for (let next = policies[evaluations.length]; next; next = policies[evaluations.length]) {
      evaluations.push(evaluatePolicy(next, request));
    }
  };
  for (let slow = policies[0]; slow; slow = policies[evaluations.length]) {
    if (withinTime(LONGEST_MS, askRest) === TIMED_OUT) evaluations.push(timedOut(policies[evaluations.length] ?? slow));
  }
  return evaluations;
}

function timedOut(policy: CompiledPolicy): Evaluation {
  const detail = `The policy kind "${policy.kind}" took too long.`;
  return { policy, verdict: indeterminate('TIMED_OUT', detail), microseconds: LONGEST_MS * 1000 };
}
