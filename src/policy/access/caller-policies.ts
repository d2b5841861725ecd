import type { CompiledPolicy } from '../decisions/compiled-policy.js';
import { gatherFacts } from '../decisions/gather-facts.js';
import type { AccessRequest, Action } from '../policy-type.js';

/** The policies that may have a say in what one agent does, with their facts. */
export type CallerPolicies = ReadonlyMap<Action, readonly CompiledPolicy[]>;

/** Gathers facts once for each action, however many tools are asked about. */
export async function callerPolicies(
  { subject, at }: Pick<AccessRequest, 'subject' | 'at'>,
  actions: readonly Action[],
  find: (action: Action) => readonly CompiledPolicy[],
): Promise<CallerPolicies> {
  const gathered = actions.map(async (action) => {
    return [action, await gatherFacts(find(action), { subject, action, at })] as const;
  });
  return new Map(await Promise.all(gathered));
}
