import { LRUCache } from 'lru-cache';
import type { PolicySnapshot } from '../decisions/policy-set.js';
import type { ToolFilter } from '../tool-filter.js';
import type { SurveyRequest } from './tool-surveys.js';

const MOST_FILTERS = 10_000;

/** Who wants to do what. */
export interface Asked {
  readonly request: SurveyRequest;
  /** Whether the caller has proved to hold a key, or need not. */
  readonly keyProven: boolean;
}

interface Kept {
  readonly filter: ToolFilter;
  readonly validUntil: Date | undefined;
}

/** What callers may see where no policy looks at tools or at the call: kept until a policy changes or time overtakes it. */
export class KeptFilters {
  readonly #bySnapshot = new WeakMap<PolicySnapshot, LRUCache<string, Kept>>();

  find(snapshot: PolicySnapshot, asked: Asked): ToolFilter | undefined {
    const kept = this.#bySnapshot.get(snapshot)?.get(keyOf(asked));
    return kept && (!kept.validUntil || asked.request.at < kept.validUntil) ? kept.filter : undefined;
  }

  keep(snapshot: PolicySnapshot, asked: Asked, filter: ToolFilter, validUntil: Date | undefined): void {
    const filters = this.#bySnapshot.get(snapshot) ?? new LRUCache<string, Kept>({ max: MOST_FILTERS });
    this.#bySnapshot.set(snapshot, filters);
    filters.set(keyOf(asked), { filter, validUntil });
  }
}

function keyOf({ request: { subject, action }, keyProven }: Asked): string {
  return JSON.stringify([action, subject, keyProven]);
}
