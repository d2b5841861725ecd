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
  let looked = false;
  const asked = { ...request, resource: unseenTool(() => (looked = true)) };
  const verdictOf = (policy: CompiledPolicy) => {
    looked = false;
    const { verdict } = evaluatePolicy(policy, asked);
    return looked ? undefined : verdict;
  };
  const verdicts = new Map<string, Verdict>();
  const answers = askInTime(policies, verdictOf, (policy) => timedOut(policy, request.at));
  for (const [index, { id }] of policies.entries()) {
    const verdict = answers[index];
    if (verdict) verdicts.set(id, verdict);
  }
  return verdicts;
}
