import { InvalidSchemaError } from '../../common/schemas/schema.errors.js';
import { InputValidator } from './input-validator.js';
import type { JsonSchema } from '../../common/schemas/json-schema.js';
import { SchemaCompiler } from '../../common/schemas/schema-compiler.js';

const nested = (depth: number): JsonSchema => (depth === 0 ? {} : { properties: { a: nested(depth - 1) } });

const many = (count: number): [string, never[]][] => Array.from({ length: count }, (_, index) => [`p${index}`, []]);

/** Different patterns of few characters, 2,000 steps each. */
const bombs = (from: number, to: number): JsonSchema => ({
  properties: Object.fromEntries(
    many(to)
      .slice(from)
      .map(([name]) => [name, { pattern: `.{1000}.{1000}${name}` }]),
  ),
});

describe('SchemaCompiler', () => {
  const compiler = new SchemaCompiler();

  it.each<[string, JsonSchema]>([
    ['an empty one', {}],
    ['2020-12', { $schema: 'https://json-schema.org/draft/2020-12/schema', prefixItems: [{ type: 'string' }] }],
    ['draft-07', { $schema: 'http://json-schema.org/draft-07/schema#', items: [{ type: 'string' }] }],
    ['an id of its own', { $id: 'https://example.com/pet', type: 'object' }],
    ['a local reference', { $defs: { a: { type: 'string' } }, properties: { b: { $ref: '#/$defs/a' } } }],
    ['a tree', { properties: { child: { $ref: '#' } } }],
    ['unknown keywords and formats', { 'x-y': 1, format: 'made-up' }],
    ['what only looks like a reference', { enum: [{ $ref: 'https://example.com/x' }] }],
    ['properties named like keywords', { properties: { $ref: { type: 'string' }, $id: { type: 'string' } } }],
  ])('takes %s', (_, schema) => expect(compiler.compile(schema, '/s')).toBeInstanceOf(Function));

  it.each<[string, JsonSchema, string]>([
    ['a remote reference', { properties: { a: { $ref: 'https://example.com/x' } } }, '/s/properties/a/$ref'],
    ['a file reference', { $ref: 'file:///etc/passwd' }, '/s/$ref'],
    ['a relative reference', { items: { $ref: 'other.json#/a' } }, '/s/items/$ref'],
    ['a reference to nothing', { $ref: '#/$defs/none' }, '/s'],
    ['an unknown dialect', { $schema: 'http://json-schema.org/draft-04/schema#' }, '/s/$schema'],
    ['a dialect that is no text', { $schema: 7 }, '/s/$schema'],
    ['another schema inside', { properties: { a: { $id: 'https://example.com/a' } } }, '/s/properties/a'],
    ['an unknown type', { type: 'strin' }, '/s'],
    ['an asynchronous one, whose answer would be a promise', { $async: true, type: 'object' }, '/s/$async'],
    ['a broken pattern', { pattern: '(' }, '/s'],
    ['a pattern that looks around', { properties: { a: { pattern: '^(?!x)' } } }, '/s/properties/a'],
    ['a pattern that refers back', { patternProperties: { '(a)\\1': {} } }, '/s'],
    ['too many properties to be called', { properties: Object.fromEntries(many(1_001)) }, '/s'],
    [
      'too many properties on one way',
      { properties: Object.fromEntries([...many(600), ['z', { dependentRequired: Object.fromEntries(many(401)) }]]) },
      '/s',
    ],
    ['an endless pattern', { pattern: 'a'.repeat(501) }, '/s'],
    ['a pattern that counts to too much', { properties: { a: { pattern: '.{1000}'.repeat(70) } } }, '/s/properties/a'],
    [
      'patterns that come to too much',
      { properties: { a: bombs(0, 4), b: bombs(4, 12) } },
      '/s/properties/b/properties/p9',
    ],
    ['such patterns where only a reference finds them', { properties: { a: { $ref: '#/x' } }, x: bombs(0, 12) }, '/s'],
    ['too many levels', nested(60), `/s${'/properties/a'.repeat(49)}`],
    ['too many subschemas', { anyOf: Array.from({ length: 3_001 }, () => ({})) }, '/s'],
    ['too many bytes', { description: 'x'.repeat(300_000) }, '/s'],
  ])('refuses %s', (_, schema, pointer) => {
    expect(refusalOf(() => compiler.compile(schema, '/s'))).toBe(pointer);
  });

  it('lets a pattern stand wherever it is needed', () => {
    const properties = Object.fromEntries(many(900).map(([name]) => [name, { pattern: '^.{1,900}$' }]));
    expect(compiler.compile({ type: 'object', properties }, '/s')({ p7: 'x'.repeat(901) })).toBe(false);
  });

  it('compiles a large definition once, however often it is referred to', () => {
    const named = (count: number, member: object) =>
      Object.fromEntries(Array.from({ length: count }, (_, index) => [`p${index}`, member]));
    const large = { type: 'object', properties: named(900, { type: 'string', maxLength: 3 }) };
    const properties = named(500, { $ref: '#/$defs/large' });
    const fits = compiler.compile({ type: 'object', properties, $defs: { large } }, '/s');
    expect([fits({ p7: { p8: 'abc' } }), fits({ p7: { p8: 'abcd' } })]).toEqual([true, false]);
  });

  it('goes on compiling, more schemas than one compiler is for', () => {
    for (let index = 0; index < 450; index += 1) compiler.compile({ const: index }, '');
    expect(compiler.compile({ const: 1 }, '')(1)).toBe(true);
  });
});

describe('InputValidator', () => {
  const validator = new InputValidator(new SchemaCompiler());
  const inputSchema = {
    type: 'object',
    required: ['city'],
    properties: { city: { type: 'string', minLength: 2 }, 'a/b': { type: 'integer' } },
    additionalProperties: false,
  };
  const validate = (input: unknown) => validator.validate({ versionId: 'v', inputSchema }, input);

  it('has nothing against what fits', () => expect(validate({ city: 'Oslo' })).toEqual([]));

  it.each<[unknown, string, string]>([
    [{}, '/input/city', 'REQUIRED'],
    [{ city: 1 }, '/input/city', 'TYPE'],
    [{ city: 'O' }, '/input/city', 'MIN_LENGTH'],
    [{ city: 'Oslo', 'a/b': 'x' }, '/input/a~1b', 'TYPE'],
    [{ city: 'Oslo', other: 1 }, '/input/other', 'ADDITIONAL_PROPERTIES'],
    [null, '/input', 'TYPE'],
    [[], '/input', 'TYPE'],
  ])('%j: %s %s', (input, pointer, code) => expect(validate(input)[0]).toMatchObject({ pointer, code }));

  const twice = (name: string) => ({ anyOf: [{ $ref: name }, { $ref: name }] });
  const levels = Array.from({ length: 40 }, (_, level) => [`d${level}`, twice(`#/$defs/d${level + 1}`)]);

  it.each<[string, object, unknown]>([
    ['references that double at each level', { $ref: '#/$defs/d0' }, 1],
    ['a comparison of each with each', { uniqueItems: true }, Array.from({ length: 200_000 }, (_, index) => [index])],
  ])('refuses rather than works on for years: %s', (what, member, value) => {
    const costly = { type: 'object', properties: { x: member }, $defs: { ...Object.fromEntries(levels), d40: false } };
    expect(validator.validate({ versionId: what, inputSchema: costly }, { x: value })).toMatchObject([
      { pointer: '/input', code: 'TOO_COSTLY' },
    ]);
  });

  it('matches in no time what would take a backtracking engine years', () => {
    const schema = { type: 'object', properties: { x: { pattern: '^(a+)+$' } } };
    expect(
      validator.validate({ versionId: 'pattern', inputSchema: schema }, { x: `${'a'.repeat(50_000)}!` }),
    ).toMatchObject([{ pointer: '/input/x', code: 'PATTERN' }]);
  });

  it('calls what is just within the bounds', () => {
    const schema = {
      type: 'object',
      properties: Object.fromEntries(many(1_000).map(([name]) => [name, { type: 'string' }])),
    };
    expect(validator.validate({ versionId: 'large', inputSchema: schema }, { p999: 7 })).toMatchObject([
      { pointer: '/input/p999', code: 'TYPE' },
    ]);
  });

  it('refuses rather than recurses without end', () => {
    const endless = { type: 'object', $ref: '#/$defs/a', $defs: { a: { allOf: [{ $ref: '#/$defs/a' }] } } };
    expect(validator.validate({ versionId: 'w', inputSchema: endless }, {})).toHaveLength(1);
  });
});

function refusalOf(work: () => unknown): string | undefined {
  try {
    work();
  } catch (error) {
    if (error instanceof InvalidSchemaError) return error.details.errors?.[0]?.pointer;
    throw error;
  }
  return undefined;
}
