import { importedTool } from './imported-tool.js';
import type { JsonObject } from './json-values.js';
import { openApi3Operations } from './openapi-3.operations.js';

/** The tool that the only operation of a document becomes. */
function toolOf(operation: JsonObject, given: JsonObject = {}) {
  const document = { openapi: '3.1.0', paths: { '/things/{id}': { post: operation } }, ...given };
  const [read] = openApi3Operations(document);
  if (!read) throw new Error('There is no operation');
  return importedTool(read, 'https://api.example.com', { document, documentName: 'd', tags: [] });
}

const inputOf = (operation: JsonObject, given: JsonObject = {}) => toolOf(operation, given).definition.inputSchema;
const parameter = (given: JsonObject) => ({ parameters: [{ name: 'q', in: 'query', ...given }] });
const body = (media: JsonObject) => ({ requestBody: { content: { 'application/json': media } } });

describe('examples beside a schema', () => {
  const schema = { type: 'string', example: 'of the schema' };
  const components = { examples: { Shared: { value: 'shared' } } };

  it.each<[string, JsonObject, unknown[]]>([
    ['only in the schema', { schema }, ['of the schema']],
    ['one', { schema, example: 'one' }, ['one']],
    ['one that is false', { schema, example: false }, [false]],
    ['several by name', { schema, examples: { a: { value: 'a' }, b: { summary: 'B', value: 'b' } } }, ['a', 'b']],
    ['by reference', { schema, examples: { a: { $ref: '#/components/examples/Shared' } } }, ['shared']],
    [
      'elsewhere, which is not fetched',
      { schema, examples: { a: { externalValue: 'https://x.example.com' } } },
      ['of the schema'],
    ],
    ['that is too long', { schema, example: 'x'.repeat(5_000) }, ['of the schema']],
    [
      'more than a few',
      { schema, examples: Object.fromEntries([...'abcdefg'].map((value) => [value, { value }])) },
      [...'abcde'],
    ],
  ])('become those of the input: %s', (_, given, expected) => {
    expect(inputOf(parameter(given), { components })).toMatchObject({ properties: { q: { examples: expected } } });
    expect(inputOf(parameter({ content: { 'application/json': given } }), { components })).toMatchObject({
      properties: { q: { examples: expected } },
    });
    expect(inputOf(body(given), { components })).toMatchObject({ properties: { body: { examples: expected } } });
  });

  it('stand beside a reference', () => {
    const shared = { components: { schemas: { Pet: { type: 'object' } } } };
    const given = { schema: { $ref: '#/components/schemas/Pet' }, example: { name: 'Rex' } };
    expect(inputOf(body(given), shared)).toMatchObject({
      properties: { body: { $ref: '#/$defs/Pet', examples: [{ name: 'Rex' }] } },
    });
  });
});

describe('security schemes', () => {
  it.each<[string, JsonObject, object]>([
    ['a key in a header', { type: 'apiKey', in: 'header', name: 'X-Key' }, { placement: 'header', name: 'X-Key' }],
    ['a key in the query', { type: 'apiKey', in: 'query', name: 'key' }, { placement: 'query', name: 'key' }],
    ['a key in a cookie', { type: 'apiKey', in: 'cookie', name: 'key' }, { placement: 'none' }],
    ['basic', { type: 'http', scheme: 'Basic' }, { placement: 'basic' }],
    ['a bearer token', { type: 'http', scheme: 'bearer' }, { placement: 'bearer' }],
    ['OAuth 2.0', { type: 'oauth2', flows: {} }, { placement: 'bearer' }],
    ['OpenID Connect', { type: 'openIdConnect', openIdConnectUrl: 'https://x.example.com' }, { placement: 'bearer' }],
    ['mutual TLS', { type: 'mutualTLS' }, { placement: 'none' }],
  ])('become slots of secrets: %s', (_, scheme, slot) => {
    const components = { securitySchemes: { 'my scheme': scheme } };
    const { metadata } = toolOf({ security: [{ 'my scheme': ['a:b'] }] }, { components }).description;
    expect(metadata).toMatchObject({ secretSlots: [{ slot: 'my_scheme', ...slot }] });
  });

  it('are those of the document where the operation names none, and none where it says so', () => {
    const given = {
      components: { securitySchemes: { key: { type: 'http', scheme: 'basic' } } },
      security: [{ key: [] }],
    };
    expect(toolOf({}, given).description.metadata).toMatchObject({ secretSlots: [{ slot: 'key' }] });
    expect(toolOf({ security: [] }, given).description.metadata).not.toHaveProperty('secretSlots');
  });
});

describe('the name', () => {
  it.each([
    ['getThing', 'd_getThing'],
    ['get thing!', 'd_get_thing'],
    ['a.b/c', 'd_a_b_c'],
    [undefined, 'd_post_things_id'],
    ['', 'd_post_things_id'],
    ['   ', 'd_post_things_id'],
    [7, 'd_post_things_id'],
    ['日本', expect.stringMatching(/^d_[0-9a-f]{6}$/)],
    ['x'.repeat(200), expect.stringMatching(/^d_x{55}_[0-9a-f]{6}$/)],
  ])('for the operationId %j is %s, every time', (operationId, name) => {
    const names = [1, 2].map(() => toolOf({ operationId }).wantedName);
    expect(names[0]).toEqual(name);
    expect(names[1]).toBe(names[0]);
  });
});

describe('servers', () => {
  const servers = (url: string) => ({ servers: [{ url }] });
  const serversOf = (operation: JsonObject, item: JsonObject, document: JsonObject) => {
    const paths = { '/a': { get: operation, ...item } };
    return openApi3Operations({ openapi: '3.1.0', paths, ...document })[0]?.servers;
  };
  const [own, common, all] = [servers('https://a.example.com'), servers('https://b.example.com'), servers('/c')];

  it('are those of the operation, else of its path, else of the document', () => {
    expect(serversOf(own, common, all)).toEqual(['https://a.example.com']);
    expect(serversOf({}, common, all)).toEqual(['https://b.example.com']);
    expect(serversOf({}, {}, all)).toEqual(['/c']);
    expect(serversOf({}, {}, {})).toEqual([]);
  });
});

describe('the body', () => {
  it.each<[string, string[], string]>([
    ['JSON before all', ['text/plain', 'application/xml', 'application/json'], 'application/json'],
    ['what is JSON too', ['text/plain', 'application/vnd.api+json'], 'application/vnd.api+json'],
    [
      'a form before a multipart',
      ['multipart/form-data', 'application/x-www-form-urlencoded'],
      'application/x-www-form-urlencoded',
    ],
    ['the first of others', ['text/plain', 'text/csv'], 'text/plain'],
    ['anything, as JSON', ['*/*'], 'application/json'],
  ])('is sent as %s', (_, types, contentType) => {
    const content = Object.fromEntries(types.map((it) => [it, { schema: { type: 'string' } }]));
    expect(toolOf({ requestBody: { content } }).definition.settings).toMatchObject({ body: { contentType } });
  });

  it('is required where the document says so', () => {
    const content = { 'application/json': {} };
    expect(inputOf({ requestBody: { content, required: true } })).toMatchObject({ required: ['body'] });
    expect(inputOf({ requestBody: { content } })).not.toHaveProperty('required');
  });
});
