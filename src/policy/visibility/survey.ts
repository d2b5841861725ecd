import type { Evaluation } from '../decisions/evaluate-policy.js';
import { demandsKey } from '../decisions/honour.js';
import type { ToolFilter } from '../tool-filter.js';
import { ALL, ids } from './filters.js';

/** How long a policy may take for all tools of a list together. */
const LONGEST_MICROSECONDS = 1_000_000;

/** What one policy says about each tool it targets. */
export class Survey {
  readonly #matching: string[] = [];
  readonly #demandingKey: string[] = [];
  readonly #indeterminate: string[] = [];
  #validUntil = Infinity;
  #microseconds = 0;
  #givenUp = false;

  add(toolId: string, { verdict, microseconds }: Pick<Evaluation, 'verdict' | 'microseconds'>): void {
    const { outcome, obligations, validUntil } = verdict;
    if (outcome === 'match' && demandsKey(obligations)) this.#demandingKey.push(toolId);
    if (outcome === 'match') this.#matching.push(toolId);
    if (outcome === 'indeterminate') this.#indeterminate.push(toolId);
    if (validUntil) this.#validUntil = Math.min(this.#validUntil, validUntil.getTime());
    this.#microseconds += microseconds;
    if (this.#microseconds > LONGEST_MICROSECONDS) this.giveUp();
  }

  /** The policy takes too long: it is indeterminate about every tool, and asked about no more of them. */
  giveUp(): void {
    this.#givenUp = true;
  }

  /** Whether it says something about every tool, and may be kept. */
  get complete(): boolean {
    return !this.#givenUp;
  }

  get matches(): ToolFilter {
    return ids(this.#matching);
  }

  /** Those of the matches that oblige the caller to prove a key. */
  get demandingKey(): ToolFilter {
    return ids(this.#demandingKey);
  }

  get indeterminate(): ToolFilter {
    return this.#givenUp ? ALL : ids(this.#indeterminate);
  }

  /** Whether every verdict still holds. */
  holdsAt(moment: Date): boolean {
    return moment.getTime() < this.#validUntil;
  }

  /** How much there is to remember: the ids, and the survey itself. */
  get size(): number {
    return this.#matching.length + this.#demandingKey.length + this.#indeterminate.length + 1;
  }
}
