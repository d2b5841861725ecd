import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { canonicalJson } from '../../tools/content-hash.js';
import { schemaChanges } from './schema-diff.js';

const changes = (before: unknown, after: unknown) => schemaChanges(before, after, '');
const effects = (before: unknown, after: unknown) => [...new Set(changes(before, after).map((it) => it.effect))];

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
  else if (seed % 2 === 0) Reflect.deleteProperty(holder, key);
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
