import { newId } from '../../../common/ids.js';
import type { CompiledPolicy } from '../../decisions/compiled-policy.js';
import type { AccessRequest, Action } from '../../policy-type.js';
import { ACTIONS } from '../../policy-type.js';
import type { Dimension } from '../../target.js';
import { rolesOf } from './names.js';

const MOST_EXAMPLES = 200;
/** Of each dimension, so that no dimension uses up all the examples. */
const MOST_NAMES = 5;
const MOST_ROLES = 10;
const ANY_TOOL_TYPE = 'http';

/**
 * Requests that agents and tools might make of which nothing is known but their roles, tags and types: such as the
 * changed policies are about, asked by holders of the roles that policies speak of. At most 200.
 */
export function* examples(
  changed: readonly CompiledPolicy[],
  all: Iterable<CompiledPolicy>,
  at: Date,
): Generator<AccessRequest> {
  const spoken = rolesSpokenOf(changed, all);
  let made = 0;
  for (const { target } of changed) {
    const rolesOfAgents = roleSets(target.roles, spoken);
    for (const tags of choices(target.tags)) {
      for (const toolType of members(target.toolTypes) ?? [ANY_TOOL_TYPE]) {
        for (const action of (members(target.actions) ?? ACTIONS) as readonly Action[]) {
          for (const roles of rolesOfAgents) {
            if (made++ >= MOST_EXAMPLES) return;
            yield request({ tags, toolType, action, roles, at });
          }
        }
      }
    }
  }
}

function request(of: { tags: string[]; toolType: string; action: Action; roles: string[]; at: Date }): AccessRequest {
  const { tags, toolType, action, roles, at } = of;
  const attributes = {
    tags,
    toolType,
    ownerId: newId(),
    name: 'example',
    version: '1.0.0',
    scopes: ['invoke'],
    metadata: {},
  };
  const subject = { id: newId(), name: 'example', type: 'bot', roles };
  return { subject, action, resource: { type: 'tool', id: newId(), attributes }, at };
}

/** Without roles where that will do, else with one that is asked for; and each with one that some policy speaks of. */
function roleSets(asked: Dimension, spoken: readonly string[]): string[][] {
  return choices(asked).flatMap((base) => [base, ...spoken.map((it) => [...new Set([...base, it])])]);
}

function rolesSpokenOf(changed: readonly CompiledPolicy[], all: Iterable<CompiledPolicy>): string[] {
  const roles = new Set(changed.flatMap(rolesOf));
  for (const policy of all) {
    if (roles.size >= MOST_ROLES) break;
    for (const role of rolesOf(policy)) roles.add(role);
  }
  return [...roles].slice(0, MOST_ROLES);
}

function choices(dimension: Dimension): string[][] {
  return members(dimension)?.map((it) => [it]) ?? [[]];
}

function members(dimension: Dimension): readonly string[] | undefined {
  return dimension === 'any' ? undefined : dimension.only.slice(0, MOST_NAMES);
}
