import { canonicalJson } from '../../tools/content-hash.js';
import { type Effect, effectOf } from './effect.js';

/** What became of the value of one keyword; undefined: it was or is not there. */
export type KeywordEffect = (before: unknown, after: unknown) => Effect;

const TYPES = ['array', 'boolean', 'null', 'number', 'object', 'string'];

const editorial: KeywordEffect = () => 'none';

/** Restricts while it is there; of two different ones nothing is known. */
export const restriction: KeywordEffect = (before, after) => {
  if (before === undefined) return 'narrows';
  return after === undefined ? 'widens' : 'unknown';
};

const types: KeywordEffect = (before, after) => {
  const [old, now] = [before, after].map((it) => (it === undefined ? TYPES : [it].flat()));
  const covers = (all: unknown[] = [], some: unknown[] = []) =>
    some.every((it) => all.includes(it) || (it === 'integer' && all.includes('number')));
  return effectOf(covers(now, old), covers(old, now));
};

const alternatives: KeywordEffect = (before, after) => {
  if (!Array.isArray(before) || !Array.isArray(after)) return restriction(before, after);
  return effectOf(isWithin(before, after), isWithin(after, before));
};

const demands: KeywordEffect = (before = [], after = []) => {
  if (!Array.isArray(before) || !Array.isArray(after)) return 'unknown';
  return effectOf(isWithin(after, before), isWithin(before, after));
};

/** Whether each of these values is among those. */
export function isWithin(some: readonly unknown[], all: readonly unknown[]): boolean {
  const known = new Set(all.map(canonicalJson));
  return some.every((it) => known.has(canonicalJson(it)));
}

/** @param absent what says the same as leaving it out. */
const least =
  (absent: number): KeywordEffect =>
  (before = absent, after = absent) =>
    typeof before === 'number' && typeof after === 'number' ? effectOf(after <= before, after >= before) : 'unknown';

const most: KeywordEffect = (before = Infinity, after = Infinity) =>
  typeof before === 'number' && typeof after === 'number' ? effectOf(after >= before, after <= before) : 'unknown';

/** Only whole numbers: what a fraction divides depends on rounding. */
const multiples: KeywordEffect = (before, after) => {
  if (!Number.isInteger(before) || !Number.isInteger(after)) return restriction(before, after);
  return effectOf(Number(before) % Number(after) === 0, Number(after) % Number(before) === 0);
};

const uniqueness: KeywordEffect = (before = false, after = false) =>
  effectOf(after === false || before === true, before === false || after === true);

/** The keywords whose change can be judged by their two values alone. */
export const KEYWORD_EFFECTS: Readonly<Record<string, KeywordEffect>> = {
  title: editorial,
  description: editorial,
  examples: editorial,
  example: editorial,
  default: editorial,
  deprecated: editorial,
  readOnly: editorial,
  writeOnly: editorial,
  $comment: editorial,
  type: types,
  enum: alternatives,
  const: restriction,
  required: demands,
  minimum: least(-Infinity),
  exclusiveMinimum: least(-Infinity),
  minLength: least(0),
  minItems: least(0),
  minProperties: least(0),
  maximum: most,
  exclusiveMaximum: most,
  maxLength: most,
  maxItems: most,
  maxProperties: most,
  multipleOf: multiples,
  uniqueItems: uniqueness,
  pattern: restriction,
  format: restriction,
  dependentRequired: restriction,
  dependencies: restriction,
};
