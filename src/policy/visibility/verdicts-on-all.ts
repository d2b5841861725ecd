import { unseenTool } from '../decisions/as-seen-by.js';
import { askInTime } from '../decisions/ask-in-time.js';
import type { CompiledPolicy } from '../decisions/compiled-policy.js';
import { timedOut } from '../decisions/evaluate-policies.js';
import { evaluatePolicy } from '../decisions/evaluate-policy.js';
import type { Verdict } from '../policy-type.js';
import type { SurveyRequest } from './tool-surveys.js';

/**
 * What policies say about every tool alike; those that need to see the tool are left out.
 *
 * Verdicts are pure: one that was found without a look at the tool is the same for all. So a quota that does not count
 * the action or a range of addresses is asked once for a list, whatever its kind declares.
 */
export function verdictsOnAll(policies: readonly CompiledPolicy[], request: SurveyRequest): Map<string, Verdict> {
  const answers = askInTime<CompiledPolicy, Verdict | undefined>(
    policies,
    (policy) => verdictOnAll(policy, request),
    (policy) => timedOut(policy, request.at),
  );
  return new Map(policies.flatMap(({ id }, index) => (answers[index] ? [[id, answers[index]] as const] : [])));
}

function verdictOnAll(policy: CompiledPolicy, request: SurveyRequest): Verdict | undefined {
  let looked = false;
  const resource = unseenTool(() => (looked = true));
  const { verdict } = evaluatePolicy(policy, { ...request, resource });
  return looked ? undefined : verdict;
}
