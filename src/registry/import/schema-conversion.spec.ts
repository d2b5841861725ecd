import { type Direction, SchemaConversion } from './schema-conversion.js';
import type { JsonObject } from './json-values.js';

function convert(schema: JsonObject, schemas: JsonObject = {}, direction: Direction = 'input') {
  const conversion = new SchemaConversion({ components: { schemas } }, direction);
  return { ...conversion.convert(schema), ...conversion.definitions() };
}
const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` });

describe('SchemaConversion', () => {
  it.each<[string, JsonObject, JsonObject]>([
    ['nullable', { type: 'string', nullable: true }, { type: ['string', 'null'] }],
    ['nullable enum', { type: 'string', nullable: true, enum: ['a'] }, { type: ['string', 'null'], enum: ['a', null] }],
    ['boolean exclusive bounds', { minimum: 1, exclusiveMinimum: true }, { minimum: 1, exclusiveMinimum: 1 }],
    ['example', { example: 7 }, { examples: [7] }],
    ['required of an earlier draft', { required: true, type: 'string' }, { type: 'string' }],
    ['what only OpenAPI knows', { xml: {}, discriminator: {}, 'x-a': 1, externalDocs: {}, title: 't' }, { title: 't' }],
    ['schema resources', { $id: 'https://example.com', $schema: 'x', type: 'string' }, { type: 'string' }],
    ['a pattern that is none', { pattern: '(' }, {}],
    [
      'properties named like keywords',
      { properties: { example: { type: 'string' }, required: {} } },
      { properties: { example: { type: 'string' }, required: {} } },
    ],
    [
      'members inside',
      { items: { allOf: [{ nullable: true, type: 'integer' }] } },
      { items: { allOf: [{ type: ['integer', 'null'] }] } },
    ],
  ])('%s', (_, schema, expected) => expect(convert(schema)).toEqual(expected));

  it('gathers what is referred to, circles included', () => {
    const Node = { type: 'object', properties: { next: ref('Node'), leaf: ref('Leaf') } };
    expect(convert({ items: ref('Node') }, { Node, Leaf: { type: 'string' } })).toEqual({
      items: { $ref: '#/$defs/Node' },
      $defs: {
        Node: { type: 'object', properties: { next: { $ref: '#/$defs/Node' }, leaf: { $ref: '#/$defs/Leaf' } } },
        Leaf: { type: 'string' },
      },
    });
  });

  it.each<[string, JsonObject]>([
    ['itself', { A: ref('A') }],
    ['itself by way of another', { A: ref('B'), B: ref('A') }],
    ['nothing', {}],
  ])('lets a reference to %s mean anything', (_, schemas) => {
    expect(Object.values(convert(ref('A'), schemas)['$defs'] as JsonObject)).toContainEqual({});
  });

  it('tells apart what has the same last name', () => {
    const document = { a: { X: { type: 'string' } }, b: { X: { type: 'integer' } } };
    const conversion = new SchemaConversion(document, 'input');
    expect(conversion.convert({ anyOf: [{ $ref: '#/a/X' }, { $ref: '#/b/X' }] })).toEqual({
      anyOf: [{ $ref: '#/$defs/X' }, { $ref: '#/$defs/X_2' }],
    });
  });

  it('sends nothing read-only and receives nothing write-only', () => {
    const schema = {
      required: ['id', 'secret'],
      properties: { id: { readOnly: true }, secret: { writeOnly: true } },
    };
    expect(convert(schema, {}, 'input')).toEqual({ required: ['secret'], properties: { secret: { writeOnly: true } } });
    expect(convert(schema, {}, 'output')).toEqual({ required: ['id'], properties: { id: { readOnly: true } } });
  });
});
