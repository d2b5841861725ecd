import { LRUCache } from 'lru-cache';
import { RE2JS } from 're2js';

/** Of all patterns in memory, about 100 bytes each. */
const MOST_STEPS = 500_000;
const programs = new LRUCache<string, RE2JS>({ maxSize: MOST_STEPS, sizeCalculation: (it) => it.programSize() });

/** A pattern of a JSON Schema, matched in time that grows with the text and never faster: no backtracking (RE2). */
export class LinearPattern {
  /** What it comes to when it is written out: compiling, keeping and matching it cost in proportion. */
  readonly steps: number;

  /** @throws Error for what cannot be matched so: looking around, referring back, counting beyond 1000. */
  constructor(private readonly source: string) {
    this.steps = programOf(source).programSize();
  }

  /** Whether it is found anywhere in the text. */
  test(text: string): boolean {
    return programOf(this.source).matcher(text).find();
  }

  /** What ajv tells patterns apart by. */
  toString(): string {
    return `/${this.source}/`;
  }
}

/** Compiled anew where it was forgotten: whoever holds a pattern holds no program, which may be large. */
function programOf(source: string): RE2JS {
  const known = programs.get(source);
  if (known) return known;
  const program = RE2JS.compile(RE2JS.translateRegExp(source));
  programs.set(source, program);
  return program;
}
