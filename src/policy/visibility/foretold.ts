import type { CompiledPolicy } from '../decisions/compiled-policy.js';
import type { ToolFilter } from '../tool-filter.js';
import { NONE } from './filters.js';
import type { SurveyRequest } from './tool-surveys.js';

/** What one policy says about the tools it targets, as sets of tools. */
export interface SaidOfTools {
  readonly matches: ToolFilter;
  /** Those of the matches that oblige the caller to prove a key. */
  readonly demandingKey: ToolFilter;
  readonly indeterminate: ToolFilter;
}

/** What policies say of all tools, by the policy's id: of those whose kinds can tell without a look at any tool. */
export function foretold(policies: readonly CompiledPolicy[], request: SurveyRequest): Map<string, SaidOfTools> {
  return new Map(
    policies.flatMap((policy) => {
      const matches = matching(policy, request);
      return matches ? [[policy.id, { matches, demandingKey: NONE, indeterminate: NONE }] as const] : [];
    }),
  );
}

/** A kind that fails here is asked about each tool, where a failure counts against it. */
function matching({ type, settings }: CompiledPolicy, request: SurveyRequest): ToolFilter | undefined {
  try {
    return type?.matching?.(settings, request);
  } catch {
    return undefined;
  }
}
