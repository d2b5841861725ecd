import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { canonicalJson } from '../../tools/content-hash.js';
import type { Effect } from './effect.js';
import { schemaChanges } from './schema-diff.js';

const changes = (before: unknown, after: unknown) => schemaChanges(before, after, '');
const effects = (before: unknown, after: unknown) => [...new Set(changes(before, after).map((it) => it.effect))];
const object = (properties: object, more: object = {}) => ({ type: 'object', properties, ...more });
const text = { type: 'string' };

describe('schemaChanges', () => {
  it.each<[string, unknown, unknown, Effect]>([
    ['a title', {}, { title: 'T' }, 'none'],
    ['an extension', {}, { 'x-order': 1 }, 'none'],
    ['true for no rule', {}, { additionalProperties: true }, 'none'],
    ['a wider type', { type: 'integer' }, { type: 'number' }, 'widens'],
    ['another type beside', text, { type: ['string', 'null'] }, 'widens'],
    ['a narrower type', { type: 'number' }, { type: 'integer' }, 'narrows'],
    ['another type', text, { type: 'boolean' }, 'unknown'],
    ['one more choice', { enum: ['a'] }, { enum: ['a', 'b'] }, 'widens'],
    ['one choice less', { enum: ['a', 'b'] }, { enum: ['a'] }, 'narrows'],
    ['choices in another order', { enum: ['a', 'b'] }, { enum: ['b', 'a'] }, 'none'],
    ['a choice where there was none', {}, { enum: ['a'] }, 'narrows'],
    ['a lower minimum', { minimum: 2 }, { minimum: 1 }, 'widens'],
    ['a higher minimum', { minLength: 1 }, { minLength: 2 }, 'narrows'],
    ['a maximum', {}, { maximum: 10 }, 'narrows'],
    ['no maximum', { maxItems: 10 }, {}, 'widens'],
    ['a finer step', { multipleOf: 6 }, { multipleOf: 3 }, 'widens'],
    ['another step', { multipleOf: 6 }, { multipleOf: 4 }, 'unknown'],
    ['a fraction of a step', { multipleOf: 0.2 }, { multipleOf: 0.1 }, 'unknown'],
    ['another pattern', { pattern: 'a' }, { pattern: 'b' }, 'unknown'],
    ['a new optional property', object({}), object({ a: text }), 'extends'],
    [
      'one in a closed object',
      object({}, { additionalProperties: false }),
      object({ a: text }, { additionalProperties: false }),
      'widens',
    ],
    [
      'one that others were before',
      object({}, { additionalProperties: {} }),
      object({ a: text }, { additionalProperties: {} }),
      'extends',
    ],
    [
      'one narrower than others were',
      object({}, { additionalProperties: text }),
      object({ a: { ...text, minLength: 1 } }, { additionalProperties: text }),
      'narrows',
    ],
    [
      'one that was required unseen',
      object({}, { required: ['a'] }),
      object({ a: text }, { required: ['a'] }),
      'narrows',
    ],
    [
      'one that another part may describe',
      object({}, { anyOf: [{ properties: { a: { type: 'number' } } }] }),
      object({ a: text }, { anyOf: [{ properties: { a: { type: 'number' } } }] }),
      'narrows',
    ],
    ['one that may never be', object({}), object({ a: false }), 'narrows'],
    ['a required property', object({ a: text }), object({ a: text }, { required: ['a'] }), 'narrows'],
    ['a duty less', object({ a: text }, { required: ['a'] }), object({ a: text }), 'widens'],
    [
      'a property less in a closed object',
      object({ a: text }, { additionalProperties: false }),
      object({}, { additionalProperties: false }),
      'narrows',
    ],
    ['a property less in an open object', object({ a: text }), object({}), 'widens'],
    ['a closed object', {}, { additionalProperties: false }, 'narrows'],
    [
      'a narrower member deep inside',
      object({ a: object({ b: { type: 'array', items: {} } }) }),
      object({ a: object({ b: { type: 'array', items: text } }) }),
      'narrows',
    ],
    ['one more alternative', { anyOf: [text] }, { anyOf: [text, { type: 'null' }] }, 'widens'],
    ['one more condition', { allOf: [text] }, { allOf: [text, { minLength: 1 }] }, 'narrows'],
    ['one of other things', { oneOf: [text] }, { oneOf: [text, { type: 'null' }] }, 'unknown'],
    ['a negation', { not: text }, { not: { type: 'null' } }, 'unknown'],
    [
      'a reference',
      { $ref: '#/$defs/a', $defs: { a: text, b: text } },
      { $ref: '#/$defs/b', $defs: { a: text, b: text } },
      'unknown',
    ],
    [
      'what is referred to',
      { $ref: '#/$defs/a', $defs: { a: text } },
      { $ref: '#/$defs/a', $defs: { a: { type: ['string', 'null'] } } },
      'widens',
    ],
    [
      'what is referred to and negated',
      { not: { $ref: '#/$defs/a' }, $defs: { a: text } },
      { not: { $ref: '#/$defs/a' }, $defs: { a: { type: ['string', 'null'] } } },
      'unknown',
    ],
    [
      'a property less where nothing unseen is let through',
      object({ a: text }, { unevaluatedProperties: false }),
      object({}, { unevaluatedProperties: false }),
      'unknown',
    ],
    ['a keyword that nobody knows', {}, { allowed: true }, 'unknown'],
    ['everything', text, true, 'widens'],
    ['nothing', text, false, 'narrows'],
  ])('knows what %s does', (_, before, after, effect) => {
    expect(effects(before, after)).toEqual([effect]);
  });

  it('says where', () => {
    const [change] = changes(object({ 'a/b': text }), object({ 'a/b': { type: 'null' } }));
    expect(change).toEqual({ pointer: '/properties/a~1b/type', effect: 'unknown' });
  });

  it('takes names that every object has for names', () => {
    expect(effects(object({}), object({ constructor: text, toString: text }))).toEqual(['extends']);
    expect(effects({}, { toString: 1 })).toEqual(['unknown']);
  });
});

const NAMES = ['a', 'b', 'c'];
const leaf = fc.oneof(
  fc.constantFrom<object | boolean>({}, true, false, { type: 'null' }, { type: ['string', 'null'] }, { const: 'x' }),
  fc.record(
    { type: fc.constant('string'), minLength: fc.nat(3), maxLength: fc.nat(4), pattern: fc.constantFrom('^x', 'x$') },
    { requiredKeys: ['type'] },
  ),
  fc.record(
    {
      type: fc.constantFrom('integer', 'number'),
      minimum: fc.integer({ min: -3, max: 3 }),
      exclusiveMaximum: fc.integer({ min: -3, max: 6 }),
      multipleOf: fc.constantFrom(1, 2, 3, 4, 6),
    },
    { requiredKeys: [] },
  ),
  fc.record({ enum: fc.uniqueArray(fc.constantFrom(null, 'x', 'xx', 1, 2), { minLength: 1 }) }),
);
const { schema } = fc.letrec<{ schema: object | boolean }>((tie) => ({
  schema: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    leaf,
    fc.record(
      {
        type: fc.constant('object'),
        properties: fc.dictionary(fc.constantFrom(...NAMES), tie('schema'), { maxKeys: 3, noNullPrototype: true }),
        required: fc.uniqueArray(fc.constantFrom(...NAMES), { maxLength: 2 }),
        additionalProperties: tie('schema'),
        minProperties: fc.nat(2),
        maxProperties: fc.nat(3),
        title: fc.constantFrom('A', 'B'),
      },
      { requiredKeys: ['type'] },
    ),
    fc.record(
      { type: fc.constant('array'), items: tie('schema'), minItems: fc.nat(2), uniqueItems: fc.boolean() },
      { requiredKeys: ['type'] },
    ),
    fc.record({ anyOf: fc.array(tie('schema'), { minLength: 1, maxLength: 2 }) }),
    fc.record({ allOf: fc.array(tie('schema'), { minLength: 1, maxLength: 2 }) }),
    fc.record({ not: tie('schema') }),
  ),
}));
const { value } = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small' },
    fc.constantFrom(null, 'x', 'xx', '', 'xyx', true),
    fc.integer({ min: -4, max: 7 }),
    fc.dictionary(fc.constantFrom(...NAMES), tie('value'), { maxKeys: 3, noNullPrototype: true }),
    fc.array(tie('value'), { maxLength: 3 }),
  ),
}));

/** The same schema, with one keyword somewhere in it set, replaced or left out. */
function mutated(given: object | boolean, seed: number, replacement: unknown): object | boolean {
  const copy = structuredClone({ root: given }) as Record<string, unknown>;
  const places: [Record<string, unknown>, string][] = [];
  const visit = (it: unknown): void => {
    if (typeof it !== 'object' || it === null) return;
    for (const key of Object.keys(it)) {
      places.push([it as Record<string, unknown>, key]);
      visit((it as Record<string, unknown>)[key]);
    }
  };
  visit(copy['root']);
  if (places.length === 0) return { type: 'null' };
  const [holder, key] = places[seed % places.length] as [Record<string, unknown>, string];
  if (Array.isArray(holder)) holder[Number(key)] = replacement;
  else if (seed % 2 === 0) delete holder[key];
  else holder[key] = replacement;
  return copy['root'] as object;
}

const isValid = (it: object | boolean) => ajv.validateSchema(it) === true;
const ajv = new Ajv2020({ strict: false, logger: false, addUsedSchema: false });
const fits = (it: object | boolean, input: unknown) => ajv.compile(it)(input);
const PAIRS = fc
  .tuple(schema, fc.nat(), fc.oneof(schema, fc.nat(5), fc.constantFrom('integer', 'number', true)))
  .map(([before, seed, replacement]): [object | boolean, object | boolean] => [
    before,
    mutated(before, seed, replacement),
  ]);

describe('the diff of any two schemas', () => {
  it('is empty for one and the same', () => {
    fc.assert(fc.property(schema, (it) => expect(changes(it, structuredClone(it))).toEqual([])));
  });

  it('sees every single mutation', () => {
    fc.assert(
      fc.property(PAIRS, ([before, after]) => {
        fc.pre(canonicalJson(before) !== canonicalJson(after));
        expect(changes(before, after).length).toBeGreaterThan(0);
      }),
      { numRuns: 500 },
    );
  });

  it('keeps every old valid input valid unless it says otherwise', () => {
    let judged = 0;
    fc.assert(
      fc.property(
        fc.oneof(PAIRS, fc.tuple(schema, schema)),
        fc.array(value, { minLength: 10, maxLength: 20 }),
        ([before, after], inputs) => {
          fc.pre(isValid(before) && isValid(after));
          const found = effects(before, after);
          // A property that an open object does not describe is nobody's to rely on.
          if (found.some((it) => it === 'narrows' || it === 'unknown' || it === 'extends')) return;
          for (const input of inputs.filter((it) => fits(before, it))) {
            judged += 1;
            expect({ before, after, input, fits: fits(after, input) }).toMatchObject({ fits: true });
          }
        },
      ),
      { numRuns: 2000 },
    );
    expect(judged).toBeGreaterThan(200);
  });

  it('claims of what narrows that nothing new fits', () => {
    fc.assert(
      fc.property(PAIRS, fc.array(value, { minLength: 10, maxLength: 20 }), ([before, after], inputs) => {
        fc.pre(isValid(before) && isValid(after));
        if (effects(before, after).some((it) => it === 'widens' || it === 'unknown' || it === 'extends')) return;
        for (const input of inputs.filter((it) => fits(after, it)))
          expect({ before, after, input, fits: fits(before, input) }).toMatchObject({ fits: true });
      }),
      { numRuns: 1000 },
    );
  });
});
