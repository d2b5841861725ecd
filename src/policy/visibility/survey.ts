import type { Verdict } from '../policy-type.js';
import { demandsKey } from '../decisions/honour.js';
import { ids } from './filters.js';

/** What one policy says about each tool it targets. */
export class Survey {
  readonly #matching: string[] = [];
  readonly #demandingKey: string[] = [];
  readonly #indeterminate: string[] = [];
  #validUntil = Infinity;

  add(toolId: string, { outcome, obligations, validUntil }: Verdict): void {
    if (outcome === 'match' && demandsKey(obligations)) this.#demandingKey.push(toolId);
    if (outcome === 'match') this.#matching.push(toolId);
    if (outcome === 'indeterminate') this.#indeterminate.push(toolId);
    if (validUntil) this.#validUntil = Math.min(this.#validUntil, validUntil.getTime());
  }

  get matches() {
    return ids(this.#matching);
  }

  /** Those of the matches that oblige the caller to prove a key. */
  get demandingKey() {
    return ids(this.#demandingKey);
  }

  get indeterminate() {
    return ids(this.#indeterminate);
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
