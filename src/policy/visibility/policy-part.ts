import type { CompiledPolicy } from '../decisions/compiled-policy.js';
import { demandsKey } from '../decisions/honour.js';
import type { Effect } from '../policies/policy.entity.js';
import type { Verdict } from '../policy-type.js';
import type { ToolFilter } from '../tool-filter.js';
import { ALL, and, NONE, not, or, targetedTools } from './filters.js';
import type { SaidOfTools } from './foretold.js';

/** What one enforced policy says about all tools. */
export interface PolicyPart {
  readonly effect: Effect;
  /** The tools it applies to. */
  readonly appliesTo: ToolFilter;
  readonly matches: ToolFilter;
  /** Those of the matches that oblige the caller to prove a key. */
  readonly demandsKey: ToolFilter;
  readonly indeterminate: ToolFilter;
}

/** Of a policy that says the same about every tool, of one that was asked tool by tool, or of one that is yet to be asked. */
export function partOf(
  policy: CompiledPolicy,
  verdict: Verdict | undefined,
  survey: SaidOfTools | undefined,
): PolicyPart {
  const { effect, target } = policy;
  const appliesTo = targetedTools(target);
  if (verdict) return { effect, appliesTo, ...sameForAll(policy, verdict) };
  return { effect, appliesTo, ...(survey ? surveyed(policy, survey) : atBest(policy)) };
}

type Said = Pick<PolicyPart, 'matches' | 'demandsKey' | 'indeterminate'>;

function sameForAll(policy: CompiledPolicy, { outcome, obligations = [] }: Verdict): Said {
  const everyToolIf = (condition: boolean) => (condition ? ALL : NONE);
  const matches = outcome === 'match';
  return {
    matches: everyToolIf(matches),
    demandsKey: everyToolIf(matches && demandsKey([...policy.obligations, ...obligations])),
    indeterminate: everyToolIf(outcome === 'indeterminate'),
  };
}

function surveyed({ obligations }: CompiledPolicy, { matches, demandingKey, indeterminate }: SaidOfTools): Said {
  return { matches, demandsKey: demandsKey(obligations) ? matches : demandingKey, indeterminate };
}

/** What makes most tools visible. */
function atBest({ effect }: CompiledPolicy): Said {
  return { matches: effect === 'deny' ? NONE : ALL, demandsKey: NONE, indeterminate: NONE };
}

/**
 * The house rule of single decisions, applied to sets of tools.
 *
 * @param keyProven whether the caller has proved a key, or need not.
 */
export function combineParts(parts: readonly PolicyPart[], keyProven: boolean): ToolFilter {
  const having = (effect: Effect) => parts.filter((it) => it.effect === effect);
  return and(
    or(...having('permit').map(({ appliesTo, matches }) => and(appliesTo, matches))),
    ...having('require').map(({ appliesTo, matches }) => or(not(appliesTo), matches)),
    ...having('deny').map(({ appliesTo, matches }) => not(and(appliesTo, matches))),
    ...(keyProven ? [] : parts.map(({ appliesTo, demandsKey: keyed }) => not(and(appliesTo, keyed)))),
    ...parts.map(({ appliesTo, indeterminate }) => not(and(appliesTo, indeterminate))),
  );
}
