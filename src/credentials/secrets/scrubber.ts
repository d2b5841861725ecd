import { tracesOf } from '../../common/secret-traces.js';

const MASK = '[secret]';

/** Takes secrets out of what a tool answered: as they are, and in the encodings in which services echo them. */
export class Scrubber {
  readonly #traces: readonly string[];

  constructor(secrets: readonly string[]) {
    const traces = secrets.flatMap(tracesOf).filter((it) => it.length > 0);
    this.#traces = [...new Set(traces)].sort((a, b) => b.length - a.length);
  }

  /** The same JSON value without any trace of a secret, member names included. */
  scrub<T>(value: T): T {
    return this.#traces.length > 0 ? (this.clean(value) as T) : value;
  }

  private clean(value: unknown): unknown {
    if (typeof value === 'string') return this.mask(value);
    if (typeof value === 'number') return this.mask(String(value)) === String(value) ? value : MASK;
    if (Array.isArray(value)) return value.map((it) => this.clean(it));
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([name, it]) => [this.mask(name), this.clean(it)]));
  }

  private mask(text: string): string {
    return this.#traces.reduce((cleaned, it) => cleaned.replaceAll(it, MASK), text);
  }
}
