import { LRUCache } from 'lru-cache';
import { RE2JS } from 're2js';

const MOST_KEPT = 2_000;
const kept = new LRUCache<string, LinearPattern>({ max: MOST_KEPT });

/** A pattern of a JSON Schema, matched in time that grows with the text and never faster: no backtracking (RE2). */
export class LinearPattern {
  readonly #pattern: RE2JS;

  private constructor(private readonly source: string) {
    this.#pattern = RE2JS.compile(RE2JS.translateRegExp(source));
  }

  /** @throws Error for what cannot be matched so: looking around, referring back, counting beyond 1000. */
  static of(source: string): LinearPattern {
    const known = kept.get(source);
    if (known) return known;
    const pattern = new LinearPattern(source);
    kept.set(source, pattern);
    return pattern;
  }

  /** Whether it is found anywhere in the text. */
  test(text: string): boolean {
    return this.#pattern.matcher(text).find();
  }

  /** What ajv tells patterns apart by. */
  toString(): string {
    return `/${this.source}/`;
  }
}

/** Makes ajv match patterns in linear time. */
export const LINEAR_PATTERNS = Object.assign((source: string) => LinearPattern.of(source), { code: 'new RegExp' });
