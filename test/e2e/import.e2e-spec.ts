import { ApiClient } from '../support/api-client.js';
import { importDocument, openApi, operation } from '../support/openapi-documents.js';
import { startTestRegistry, type TestRegistry } from '../support/registry.js';

let registry: TestRegistry;
let admin: ApiClient;

beforeAll(async () => {
  registry = await startTestRegistry();
  admin = await new ApiClient(registry.url).login();
});
afterAll(() => registry.close());

const importing = (document: unknown, given: object = {}, client = admin) => importDocument(client, document, given);

async function toolOf(reply: Awaited<ReturnType<typeof importing>>, index = 0) {
  expect(reply).toMatchObject({ status: 200 });
  return (await admin.get(`/api/v1/tools/${String(reply.body.created[index].id)}`)).body;
}

describe('an operation', () => {
  it('becomes a tool that says what it takes, gives and needs', async () => {
    const schema = {
      type: 'object',
      required: ['name'],
      properties: { id: { type: 'integer', readOnly: true }, name: { type: 'string' } },
    };
    const document = openApi(
      {
        '/owners/{id}/pets': {
          parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'integer' } }],
          post: {
            operationId: 'addPet',
            summary: 'Add a pet',
            description: 'Adds a pet to those of an owner.',
            tags: ['Pet Store'],
            security: [{ key: [], account: ['write:pets'] }],
            parameters: [
              { name: 'id', in: 'query', schema: { type: 'string' } },
              { name: 'filter[age]', in: 'query', style: 'deepObject', schema: { type: 'object' } },
              { name: 'Authorization', in: 'header', required: true, schema: { type: 'string' } },
            ],
            requestBody: {
              required: true,
              content: { 'text/xml': {}, 'application/json': { schema: { $ref: '#/components/schemas/Pet' } } },
            },
            responses: {
              201: {
                description: 'Added.',
                content: { 'application/json': { schema: { $ref: '#/components/schemas/Pet' } } },
              },
            },
          },
        },
      },
      {
        components: {
          schemas: { Pet: schema },
          securitySchemes: {
            key: { type: 'apiKey', in: 'header', name: 'X-Key' },
            account: {
              type: 'oauth2',
              flows: { clientCredentials: { tokenUrl: 'https://x.example.com', scopes: { 'write:pets': '' } } },
            },
          },
        },
      },
    );
    const tool = await toolOf(await importing(document, { documentName: 'owners', tags: ['team-a'] }));
    expect(tool).toMatchObject({
      name: 'owners_addPet',
      title: 'Add a pet',
      description: 'Adds a pet to those of an owner.',
      type: 'http',
      endpoint: 'https://pets.example.com',
      authRequired: true,
      tags: ['team-a', 'pet-store'],
      scopes: ['invoke', 'write:pets'],
      settings: {
        method: 'POST',
        path: '/owners/{id}/pets',
        parameters: [
          { name: 'id', in: 'path' },
          { name: 'id', in: 'query', input: 'query_id' },
          { name: 'filter[age]', in: 'query', input: 'filter_age_', style: 'deepObject' },
        ],
        body: { contentType: 'application/json' },
      },
      metadata: {
        openapi: { document: 'owners', operationId: 'addPet', method: 'POST', path: '/owners/{id}/pets' },
        secretSlots: [
          { slot: 'key', placement: 'header', name: 'X-Key' },
          { slot: 'account', placement: 'bearer' },
        ],
      },
    });
    expect(tool.inputSchema).toEqual({
      type: 'object',
      required: ['id', 'body'],
      additionalProperties: false,
      properties: {
        id: { type: 'integer' },
        query_id: { type: 'string' },
        filter_age_: { type: 'object' },
        body: { $ref: '#/$defs/Pet' },
      },
      $defs: { Pet: { type: 'object', required: ['name'], properties: { name: { type: 'string' } } } },
    });
    expect(tool.outputSchema).toEqual({ $ref: '#/$defs/Pet', $defs: { Pet: schema } });
  });

  it.each<[string, object[], string | undefined, string | null]>([
    ['an absolute server', [{ url: 'https://a.example.com/v1' }], undefined, 'https://a.example.com/v1'],
    [
      'variables',
      [{ url: 'https://{r}.example.com/{v}', variables: { r: { default: 'eu' }, v: { default: 'v2' } } }],
      undefined,
      'https://eu.example.com/v2',
    ],
    ['a relative server', [{ url: '/v1' }], 'https://a.example.com/api', 'https://a.example.com/api/v1'],
    ['no server', [], 'https://a.example.com', 'https://a.example.com/'],
    ['a relative server and no base', [{ url: '/v1' }], undefined, null],
    ['no server and no base', [], undefined, null],
    ['a server of another scheme', [{ url: 'ftp://a.example.com' }], 'https://b.example.com', null],
    ['a server with a password', [{ url: 'https://u:p@a.example.com' }], undefined, null],
    [
      'the first of several that can be called',
      [{ url: 'wss://a.example.com' }, { url: 'https://b.example.com' }],
      undefined,
      'https://b.example.com',
    ],
  ])('with %s', async (documentName, servers, baseUrl, endpoint) => {
    const document = openApi({ '/pets': { get: operation('listPets') } }, { servers });
    const reply = await importing(document, {
      documentName: `s_${documentName.replaceAll(' ', '_')}`.slice(0, 32),
      baseUrl,
    });
    expect(reply.body.skipped).toHaveLength(endpoint === null ? 1 : 0);
    if (endpoint !== null) expect((await toolOf(reply)).endpoint).toBe(endpoint);
  });

  it('gets a name of its own, the same every time', async () => {
    const document = openApi({
      '/a': { get: operation('same'), post: operation('SAME') },
      '/b/{x}': { get: { ...operation(), parameters: [{ name: 'x', in: 'path', required: true, schema: {} }] } },
    });
    const reply = await importing(document, { documentName: 'names' });
    expect(reply.body.created.map((it: { name: string }) => it.name)).toEqual([
      'names_same',
      'names_SAME_2',
      'names_get_b_x',
    ]);
  });
});
