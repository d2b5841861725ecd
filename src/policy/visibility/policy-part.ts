import type { Effect } from '../policies/policy.entity.js';
import type { ToolFilter } from '../tool-filter.js';
import { and, not, or } from './filters.js';

/** What one enforced policy says about all tools. */
export interface PolicyPart {
  readonly effect: Effect;
  /** The tools it applies to. */
  readonly appliesTo: ToolFilter;
  readonly matches: ToolFilter;
  readonly indeterminate: ToolFilter;
  /** Until when it says so; unset where nothing but a change can make it say otherwise. */
  readonly validUntil?: Date | undefined;
}

/** The house rule of single decisions, applied to sets of tools. */
export function combineParts(parts: readonly PolicyPart[]): ToolFilter {
  const having = (effect: Effect) => parts.filter((it) => it.effect === effect);
  return and(
    or(...having('permit').map(({ appliesTo, matches }) => and(appliesTo, matches))),
    ...having('require').map(({ appliesTo, matches }) => or(not(appliesTo), matches)),
    ...having('deny').map(({ appliesTo, matches }) => not(and(appliesTo, matches))),
    ...parts.map(({ appliesTo, indeterminate }) => not(and(appliesTo, indeterminate))),
  );
}
