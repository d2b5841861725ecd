import fc from 'fast-check';
import { aliasesOf, type NameRule, PARAMETER_RULES, withAliases } from './parameter-names.js';
import { whyNotStrict } from './openai-strict.js';

const names = fc.uniqueArray(
  fc.oneof(fc.string({ maxLength: 80 }), fc.stringMatching(/^[a-c_.-]{0,4}$/), fc.stringMatching(/^[a-z.]{60,70}$/)),
  { maxLength: 30 },
);

describe.each(Object.entries(PARAMETER_RULES))('aliases for %s', (_, rule) => {
  it('are valid, one for each, the same in whatever order', () => {
    fc.assert(
      fc.property(names, (given) => {
        const aliases = aliasesOf(given, rule);
        const all = given.map((it) => aliases.get(it) ?? it);
        expect(new Set(all).size).toBe(given.length);
        expect(all.filter((it) => !rule.valid.test(it))).toEqual([]);
        expect([...aliases.keys()].filter((it) => rule.valid.test(it))).toEqual([]);
        expect(aliasesOf(given.toReversed(), rule)).toEqual(aliases);
      }),
    );
  });

  it('lead back to the schema as it was', () => {
    fc.assert(
      fc.property(names, (given) => {
        const safe = given.filter((it) => it !== '__proto__');
        const properties = Object.fromEntries(safe.map((it, index) => [it, { const: index }]));
        const { schema, aliases } = withAliases({ type: 'object', required: safe, properties }, rule);
        const back = new Map(aliases.map(({ alias, name }) => [alias, name]));
        const renamed = Object.entries(schema['properties'] as object).map(([name, it]) => [
          back.get(name) ?? name,
          it,
        ]);
        expect(Object.fromEntries(renamed)).toEqual(properties);
        expect((schema['required'] as string[]).map((it) => back.get(it) ?? it)).toEqual(safe);
      }),
    );
  });
});

describe('a schema that speaks of its parameters elsewhere', () => {
  const gemini = PARAMETER_RULES.gemini as NameRule;
  it.each([
    [{ dependentRequired: { 'a-b': ['c'] } }],
    [{ oneOf: [{ required: ['a-b'] }] }],
    [{ default: { 'a-b': 1 } }],
    [{ $defs: { tree: { $ref: '#' } } }],
    [{ $defs: { one: { $ref: '#/properties/a-b' } } }],
  ])('keeps their names: %j', (more) => {
    const schema = { type: 'object', properties: { 'a-b': {}, c: {} }, ...more };
    expect(withAliases(schema, gemini)).toEqual({ schema, aliases: [] });
  });
});

describe('strict mode', () => {
  const closed = { type: 'object', additionalProperties: false };
  const string = { type: 'string' };
  const [date, iri] = [
    { type: 'string', format: 'date' },
    { type: 'string', format: 'iri' },
  ];
  it.each<[string, object, string | undefined]>([
    ['takes what is closed', { ...closed, required: ['a'], properties: { a: string } }, undefined],
    [
      'takes what may be null',
      { ...closed, required: ['a'], properties: { a: { type: ['string', 'null'] } } },
      undefined,
    ],
    ['refuses what may be absent', { ...closed, properties: { a: string } }, '/inputSchema'],
    ['refuses what is open', { type: 'object' }, '/inputSchema'],
    [
      'refuses what is open inside',
      { ...closed, required: ['a'], properties: { a: { type: 'object' } } },
      '/inputSchema/properties/a',
    ],
    ['refuses other keywords', { ...closed, allOf: [] }, '/inputSchema'],
    ['takes a format that it knows', { ...closed, required: ['a'], properties: { a: date } }, undefined],
    ['refuses other formats', { ...closed, required: ['a'], properties: { a: iri } }, '/inputSchema/properties/a'],
    ['refuses what is anything', { ...closed, required: ['a'], properties: { a: {} } }, '/inputSchema/properties/a'],
  ])('%s', (_, schema, pointer) => expect(whyNotStrict(schema as never)?.pointer).toBe(pointer));
});
