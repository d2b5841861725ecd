import { canonicalJson } from '../../common/canonical-json.js';
import { fullTarget } from '../target.js';
import type { Policy } from './policy.entity.js';

/** What a policy says; what its versions and the audit keep of it. */
export type PolicyState = Pick<
  Policy,
  'name' | 'description' | 'kind' | 'settings' | 'effect' | 'mode' | 'target' | 'obligations'
>;

/** The dimensions of the target are always in the same order; a `jsonb` column keeps none. */
export function stateOf(policy: PolicyState): PolicyState {
  const { name, description, kind, settings, effect, mode, target, obligations } = policy;
  return { name, description, kind, settings, effect, mode, target: fullTarget(target), obligations };
}

/** Whether two policies say the same, in whatever order their members stand. */
export function saysTheSame(one: PolicyState, other: PolicyState): boolean {
  return canonicalJson(stateOf(one)) === canonicalJson(stateOf(other));
}
