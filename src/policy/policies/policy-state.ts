import type { Policy } from './policy.entity.js';

/** What a policy says; what its versions and the audit keep of it. */
export type PolicyState = Pick<
  Policy,
  'name' | 'description' | 'kind' | 'settings' | 'effect' | 'mode' | 'target' | 'obligations'
>;

export function stateOf(policy: PolicyState): PolicyState {
  const { name, description, kind, settings, effect, mode, target, obligations } = policy;
  return { name, description, kind, settings, effect, mode, target, obligations };
}
