import { importedTool } from './imported-tool.js';
import type { JsonObject } from './json-values.js';
import { swagger2Operations } from './swagger-2.operations.js';

/** The tool that the only operation of a document becomes. */
function toolOf(operation: JsonObject, given: JsonObject = {}) {
  const document = { swagger: '2.0', paths: { '/things': { post: operation } }, ...given };
  const [read] = swagger2Operations(document);
  if (!read) throw new Error('There is no operation');
  return { ...importedTool(read, 'https://api.example.com', { document, documentName: 'd', tags: [] }), read };
}

describe('an operation of OpenAPI 2.0', () => {
  it.each<[string, JsonObject, object]>([
    ['basic', { type: 'basic' }, { placement: 'basic' }],
    ['a key in a header', { type: 'apiKey', in: 'header', name: 'X-Key' }, { placement: 'header', name: 'X-Key' }],
    ['a key in the query', { type: 'apiKey', in: 'query', name: 'key' }, { placement: 'query', name: 'key' }],
    ['OAuth 2.0', { type: 'oauth2', flow: 'implicit' }, { placement: 'bearer' }],
  ])('has a slot for the secret of its security scheme: %s', (_, scheme, slot) => {
    const { metadata } = toolOf({ security: [{ mine: [] }] }, { securityDefinitions: { mine: scheme } }).description;
    expect(metadata).toMatchObject({ secretSlots: [{ slot: 'mine', ...slot }] });
  });

  it.each<[string, JsonObject, string[]]>([
    ['host and path', { host: 'a.example.com', basePath: '/v1' }, ['https://a.example.com/v1']],
    ['http alone', { host: 'a.example.com', schemes: ['http'] }, ['http://a.example.com/']],
    ['https where there is both', { host: 'a.example.com', schemes: ['http', 'https'] }, ['https://a.example.com/']],
    ['no host', { basePath: '/v1' }, ['/v1']],
  ])('has a server: %s', (_, given, servers) => expect(toolOf({}, given).read.servers).toEqual(servers));

  it('takes a body, with the example of its schema', () => {
    const schema = { type: 'object', example: { name: 'Rex' } };
    const { definition } = toolOf({ parameters: [{ name: 'pet', in: 'body', required: true, schema }] });
    expect(definition.settings).toMatchObject({ body: { contentType: 'application/json' } });
    expect(definition.inputSchema).toMatchObject({
      required: ['body'],
      properties: { body: { type: 'object', examples: [{ name: 'Rex' }] } },
    });
  });

  it.each([
    ['application/x-www-form-urlencoded', { type: 'string' }],
    ['multipart/form-data', { type: 'file' }],
  ])('takes a form as %s', (contentType, given) => {
    const { definition } = toolOf({ parameters: [{ name: 'a', in: 'formData', required: true, ...given }] });
    expect(definition.settings).toMatchObject({ body: { contentType } });
    expect(definition.inputSchema).toMatchObject({
      properties: { body: { required: ['a'], properties: { a: { type: 'string' } } } },
    });
  });
});
