import { LinearPattern } from './linear-pattern.js';

const LONGEST = 500;
/** What is counted (`.{1,1000}`) is written out, so that a few characters can come to a lot. */
const MOST_STEPS = 20_000;

/** Hands out the patterns of one schema, as long as all of them together do not come to too much. */
export class PatternBudget {
  readonly #known = new Set<string>();
  #left = MOST_STEPS;

  /** One that was asked for before costs nothing more. @throws Error that says why the pattern is refused. */
  patternOf(source: string): LinearPattern {
    if (source.length > LONGEST) throw new Error(`A pattern has at most ${LONGEST} characters.`);
    const pattern = compiled(source);
    if (!this.#known.has(source)) this.#left -= pattern.steps;
    this.#known.add(source);
    if (this.#left < 0) throw new Error(`The patterns of a schema come to at most ${MOST_STEPS} steps: count to less.`);
    return pattern;
  }
}

function compiled(source: string): LinearPattern {
  try {
    return new LinearPattern(source);
  } catch (cause) {
    const why = (cause as Error).message;
    throw new Error(`A pattern is matched in linear time, so it neither looks around nor refers back: ${why}`, {
      cause,
    });
  }
}
