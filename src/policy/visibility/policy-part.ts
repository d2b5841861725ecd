import type { Effect } from '../policies/policy.entity.js';
import type { ToolFilter } from '../tool-filter.js';
import { and, not, or } from './filters.js';

/** What one enforced policy says about all tools. */
export interface PolicyPart {
  readonly effect: Effect;
  /** The tools it applies to. */
  readonly appliesTo: ToolFilter;
  readonly matches: ToolFilter;
  /** Those of the matches that oblige the caller to prove a key. */
  readonly demandsKey: ToolFilter;
  readonly indeterminate: ToolFilter;
  /** Until when it says so; unset where nothing but a change can make it say otherwise. */
  readonly validUntil?: Date | undefined;
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
    ...(keyProven ? [] : parts.map(({ appliesTo, demandsKey }) => not(and(appliesTo, demandsKey)))),
    ...parts.map(({ appliesTo, indeterminate }) => not(and(appliesTo, indeterminate))),
  );
}
