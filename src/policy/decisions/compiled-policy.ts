import { parseSettings } from '../../common/extensions/settings.js';
import type { Policy } from '../policies/policy.entity.js';
import type { PolicyType, Reason } from '../policy-type.js';
import type { PolicyTypes } from '../policy-types.js';
import { isObligation } from './verdict-check.js';

/** How to ask a policy, or why it cannot be asked. */
type Executable =
  | { readonly type: PolicyType; readonly settings: object; readonly facts?: unknown }
  | { readonly type?: undefined; readonly settings?: undefined; readonly failure: Reason };

/** A stored policy, ready to be evaluated: its kind found and its settings parsed once. */
export type CompiledPolicy = Pick<
  Policy,
  'id' | 'revision' | 'name' | 'kind' | 'effect' | 'mode' | 'target' | 'obligations'
> &
  Executable;

/** Never rejects: a policy that cannot be asked is kept, and is indeterminate wherever it applies. */
export async function compile(policy: Policy, types: PolicyTypes): Promise<CompiledPolicy> {
  const { id, revision, name, kind, effect, mode, target, obligations } = policy;
  return { id, revision, name, kind, effect, mode, target, obligations, ...(await executable(policy, types)) };
}

async function executable({ kind, settings, obligations }: Policy, types: PolicyTypes): Promise<Executable> {
  if (!obligations.every(isObligation)) {
    return { failure: { code: 'OBLIGATIONS_INVALID', detail: 'The policy demands what nobody here can honour.' } };
  }
  const type = types.find(kind);
  if (!type) return { failure: { code: 'KIND_NOT_INSTALLED', detail: `The policy kind "${kind}" is not installed.` } };
  try {
    return { type, settings: await parseSettings(type, settings) };
  } catch {
    return { failure: { code: 'SETTINGS_INVALID', detail: `The settings do not fit the policy kind "${kind}".` } };
  }
}
