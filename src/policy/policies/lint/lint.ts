import type { CompiledPolicy } from '../../decisions/compiled-policy.js';
import { covers, emptyDimensions, isAboutEverything } from './covers.js';
import { extentOf } from './extent.js';
import { unknownVariable } from './unknown-variable.js';
import type { Warning } from './warning.js';

/**
 * What is wrong with a policy among others, by its target and settings alone. One that is disabled does nothing wrong.
 *
 * Only what is so for all agents, tools and moments: a warning that may be wrong is soon read by nobody.
 */
export function lint(policy: CompiledPolicy, others: Iterable<CompiledPolicy>): Warning[] {
  if (policy.mode === 'disabled') return [];
  const aimless = neverApplies(policy);
  if (aimless) return [aimless];
  return [
    neverMatches(policy),
    speaksOfEverything(policy),
    unknownVariable(policy),
    obligationsWithoutEffect(policy),
    shadowedBy(policy, others),
  ].filter((it) => it !== undefined);
}

function neverApplies({ target }: CompiledPolicy): Warning | undefined {
  const [empty] = emptyDimensions(target);
  if (!empty) return undefined;
  return { code: 'NEVER_APPLIES', detail: `It is about nothing: its target names no ${NAMES[empty]} at all.` };
}

const NAMES = {
  tools: 'tool',
  tags: 'tag',
  toolTypes: 'tool type',
  agents: 'agent',
  roles: 'role',
  actions: 'action',
} as const;

const WITHOUT_MATCH = {
  permit: 'it permits nothing',
  deny: 'it denies nothing',
  require: 'nobody meets what it requires',
} as const;

function neverMatches(policy: CompiledPolicy): Warning | undefined {
  if (extentOf(policy) !== 'none') return undefined;
  return { code: 'NEVER_MATCHES', detail: `By its settings it matches no agent: ${WITHOUT_MATCH[policy.effect]}.` };
}

function speaksOfEverything(policy: CompiledPolicy): Warning | undefined {
  const { effect, mode, target } = policy;
  if (mode !== 'enforced' || extentOf(policy) !== 'all' || !isAboutEverything(target)) return undefined;
  if (effect === 'deny') {
    return { code: 'DENIES_EVERYTHING', detail: 'It denies every agent every action on every tool.' };
  }
  if (effect === 'require') return undefined;
  const detail = 'It permits every agent every action on every tool that no other policy denies.';
  return { code: 'PERMITS_EVERYTHING', detail };
}

function obligationsWithoutEffect({ effect, obligations }: CompiledPolicy): Warning | undefined {
  if (effect !== 'deny' || obligations.length === 0) return undefined;
  return { code: 'OBLIGATIONS_WITHOUT_EFFECT', detail: 'Obligations are conditions of a yes, and a deny says none.' };
}

/** Where a deny without condition covers a policy, no decision depends on what the policy says. */
function shadowedBy(policy: CompiledPolicy, others: Iterable<CompiledPolicy>): Warning | undefined {
  for (const other of others) {
    const denies = other.effect === 'deny' && other.mode === 'enforced' && extentOf(other) === 'all';
    if (!denies || other.id === policy.id || !covers(other.target, policy.target)) continue;
    const detail = `All that it is about is denied by the policy "${other.name}".`;
    return { code: 'SHADOWED_BY', detail, policyId: other.id };
  }
  return undefined;
}
