import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ApiClient } from '../support/api-client.js';
import { startTestRegistry, type TestRegistry } from '../support/registry.js';

const PATH = '/api/v1/tools/import';
const PASSWORD = 'a-long-enough-password';
const EXAMPLES = dirname(require.resolve('@readme/oas-examples/package.json'));
/** YAML that says something else than the JSON beside it; that the others say the same is a unit test. */
const YAML = [
  '2.0/yaml/petstore-expanded',
  '3.0/yaml/petstore-expanded',
  '3.0/yaml/uspto',
  '3.1/yaml/parameters-style',
  '3.1/yaml/train-travel',
];
const FILES = readdirSync(EXAMPLES, { recursive: true, encoding: 'utf8' })
  .filter((it) => /^\d\.\d\/json\/.+\.json$/.test(it) || YAML.some((yaml) => it === `${yaml}.yaml`))
  .sort();

/** Those that do not come in whole, and why. */
const REFUSED: Readonly<Record<string, string>> = {
  '3.0/json/openapi-workshop/post.json': 'MINPROPERTIES must NOT have fewer than 1 properties',
};
const SKIPPED: Readonly<Record<string, number>> = { 'parameters-style': 2 };
const WITHOUT_OPERATIONS = ['title', 'webhooks'];

let registry: TestRegistry;
let admin: ApiClient;

beforeAll(async () => {
  registry = await startTestRegistry();
  admin = await new ApiClient(registry.url).login();
});
afterAll(() => registry.close());

const read = (file: string) => readFileSync(join(EXAMPLES, file), 'utf8');
const importing = (document: unknown, given: object = {}, client = admin) =>
  client.post(PATH, { format: 'openapi', document, baseUrl: 'https://api.example.com', ...given });
const api = (paths: object, given: object = {}) => ({
  openapi: '3.1.0',
  info: { title: 'Pets', version: '1' },
  servers: [{ url: 'https://pets.example.com' }],
  paths,
  ...given,
});
const ok = { responses: { 200: { description: 'Fine.' } } };
const named = (operationId: string) => ({ operationId, ...ok });

async function toolOf(reply: Awaited<ReturnType<typeof importing>>, index = 0) {
  expect(reply).toMatchObject({ status: 200 });
  return (await admin.get(`/api/v1/tools/${String(reply.body.created[index].id)}`)).body;
}

describe('every example document', () => {
  it.each(FILES.map((file, index) => [file, `doc${String(index)}`]))('%s', async (file, documentName) => {
    const { status, body } = await importing(read(file), { documentName });
    const stem = (file.split('/').at(-1) ?? '').replace(/\.(json|yaml)$/, '');
    if (file in REFUSED) {
      expect({ status, detail: body.errors[0].detail }).toEqual({ status: 400, detail: REFUSED[file] });
      return;
    }
    expect({ status, skipped: body.skipped?.length, errors: body.errors }).toEqual({
      status: 200,
      skipped: SKIPPED[stem] ?? 0,
    });
    expect(body.created.length > 0).toBe(!WITHOUT_OPERATIONS.includes(stem));
    const names: string[] = body.created.map((it: { name: string }) => it.name);
    names.forEach((it) => expect(it).toMatch(/^[A-Za-z_][A-Za-z0-9_-]{0,63}$/));
    expect(new Set(names.map((it) => it.toLowerCase())).size).toBe(names.length);
  });
});

describe('an operation', () => {
  it('becomes a tool that says what it takes, gives and needs', async () => {
    const schema = {
      type: 'object',
      required: ['name'],
      properties: { id: { type: 'integer', readOnly: true }, name: { type: 'string' } },
    };
    const document = api(
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
    const document = api({ '/pets': { get: named('listPets') } }, { servers });
    const reply = await importing(document, {
      documentName: `s_${documentName.replaceAll(' ', '_')}`.slice(0, 32),
      baseUrl,
    });
    expect(reply.body.skipped).toHaveLength(endpoint === null ? 1 : 0);
    if (endpoint !== null) expect((await toolOf(reply)).endpoint).toBe(endpoint);
  });

  it('gets a name of its own, the same every time', async () => {
    const document = api({
      '/a': { get: named('same'), post: named('SAME') },
      '/b/{x}': { get: { ...ok, parameters: [{ name: 'x', in: 'path', required: true, schema: {} }] } },
    });
    const reply = await importing(document, { documentName: 'names' });
    expect(reply.body.created.map((it: { name: string }) => it.name)).toEqual([
      'names_same',
      'names_SAME_2',
      'names_get_b_x',
    ]);
  });
});

describe('importing again', () => {
  const before = api({ '/a': { get: named('a') }, '/b': { get: named('b') } });
  const after = api({
    '/a': { get: { ...named('renamed'), summary: 'Another summary' } },
    '/b': { get: named('b') },
    '/c': { get: named('c') },
  });

  it('updates what changed, adds what is new and leaves the rest alone', async () => {
    const [a] = (await importing(before, { documentName: 'again' })).body.created;
    await admin.patch(
      `/api/v1/tools/${a.id}`,
      { tags: ['mine'], authRequired: false, metadata: { mine: 1 } },
      { 'if-match': '*' },
    );
    const planned = (await importing(after, { documentName: 'again', dryRun: true })).body;
    const done = (await importing(after, { documentName: 'again' })).body;
    for (const { created, updated, unchanged } of [planned, done]) {
      expect([created, updated, unchanged].map((it) => it.map((one: { operation: string }) => one.operation))).toEqual([
        ['GET /c'],
        ['GET /a'],
        ['GET /b'],
      ]);
    }
    expect(planned.created[0].id).toBeNull();
    const tool = (await admin.get(`/api/v1/tools/${a.id}`)).body;
    expect(tool).toMatchObject({
      name: 'again_a',
      title: 'Another summary',
      tags: ['mine'],
      authRequired: false,
      metadata: { mine: 1 },
    });
    expect((await importing(after, { documentName: 'again' })).body.unchanged).toHaveLength(3);
  });

  it('makes a version of a changed definition only', async () => {
    const [tool] = (await importing(api({ '/a': { get: named('a') } }), { documentName: 'versions' })).body.created;
    await importing(api({ '/a': { get: { ...named('a'), summary: 'S' } } }), { documentName: 'versions' });
    expect((await admin.get(`/api/v1/tools/${tool.id}`)).body.version).toBe('1.0.0');
    await importing(api({ '/a': { get: named('a') } }, { servers: [{ url: 'https://new.example.com' }] }), {
      documentName: 'versions',
    });
    expect((await admin.get(`/api/v1/tools/${tool.id}`)).body.version).toBe('1.1.0');
  });

  it('goes one after the other when asked at once', async () => {
    const replies = await Promise.all([1, 2, 3, 4].map(() => importing(before, { documentName: 'at_once' })));
    expect(replies.map((it) => it.status)).toEqual([200, 200, 200, 200]);
    expect(replies.map((it) => it.body.created.length).sort()).toEqual([0, 0, 0, 2]);
  });

  it('changes no tool that the caller may not manage', async () => {
    await importing(before, { documentName: 'foreign' });
    await admin.post('/api/v1/agents', {
      name: 'publisher',
      type: 'bot',
      password: PASSWORD,
      roles: ['tool_publisher'],
    });
    const publisher = await new ApiClient(registry.url).login('publisher', PASSWORD);
    const { body } = await importing(after, { documentName: 'foreign' }, publisher);
    expect(body).toMatchObject({
      updated: [],
      unchanged: [{ operation: 'GET /b' }],
      skipped: [{ operation: 'GET /a' }],
    });
    expect(body.created).toHaveLength(1);
  });

  it('avoids names that other tools have', async () => {
    await admin.post('/api/v1/tools', {
      name: 'Taken_A',
      description: 'd',
      type: 'http',
      endpoint: 'https://x.example.com',
      settings: { method: 'GET' },
    });
    expect((await importing(before, { documentName: 'taken' })).body.created[0].name).toBe('taken_a_2');
  });
});

describe('a bad document', () => {
  const tool = { get: ok };
  const aliases = [
    'a: &a [x,x,x,x,x,x,x,x,x]',
    ...'bcdefghi'.split('').map(
      (it, index) =>
        `${it}: &${it} [${Array(9)
          .fill(`*${'abcdefghi'[index] ?? ''}`)
          .join()}]`,
    ),
  ];
  const doubling = Object.fromEntries(
    Array.from({ length: 60 }, (_, index) => [
      `S${String(index)}`,
      { allOf: [1, 2].map(() => ({ $ref: `#/components/schemas/S${String(index + 1)}` })) },
    ]),
  );
  const chain = Object.fromEntries(
    Array.from({ length: 20_000 }, (_, index) => [
      `S${String(index)}`,
      { $ref: `#/components/schemas/S${String(index + 1)}` },
    ]),
  );

  it.each<[string, unknown]>([
    ['no document', undefined],
    ['a number', 7],
    ['a list', []],
    ['no OpenAPI', { hello: 'world' }],
    ['a version nobody knows', { openapi: '9.0.0', info: { title: 'x', version: '1' }, paths: {} }],
    ['text that is neither JSON nor YAML', '{"openapi": "3.1.0", \n - ]['],
    ['a plain text', 'hello'],
    ['an external reference', api({ '/a': { $ref: 'https://example.com/a.json' } })],
    ['a file reference', api({ '/a': tool }, { components: { schemas: { A: { $ref: 'file:///etc/passwd' } } } })],
    [
      'a relative file reference',
      api({ '/a': tool }, { components: { schemas: { A: { $ref: '../secret.json#/a' } } } }),
    ],
    ['a reference to nothing', api({ '/a': { get: { responses: { 200: { $ref: '#/components/responses/None' } } } } })],
    ['a YAML alias bomb', `${aliases.join('\n')}\nopenapi: 3.1.0\n`],
    ['a YAML circle', 'openapi: 3.1.0\ninfo: &a\n  title: x\n  more: *a\n'],
    ['references that multiply', api({ '/a': tool }, { components: { schemas: { ...doubling, S60: {} } } })],
    ['references that lead on and on', api({ '/a': tool }, { components: { schemas: { ...chain, S20000: {} } } })],
    ['a NUL character in text', JSON.stringify(api({ '/a\0': tool }))],
    ['a prototype key in text', '{"openapi":"3.1.0","info":{"title":"x","version":"1"},"paths":{},"__proto__":{}}'],
    ['nesting without end', `{"openapi":"3.1.0","x":${'['.repeat(5_000)}${']'.repeat(5_000)}}`],
    ['a huge YAML text', `openapi: 3.1.0\n#${'x'.repeat(2_200_000)}`],
  ])('is refused: %s', async (_, document) => {
    const { status, body } = await importing(document, { documentName: 'bad', tags: ['bad'] });
    expect({ status, pointer: body.errors?.[0]?.pointer }).toEqual({
      status: 400,
      pointer: expect.stringMatching(/^\/document/),
    });
    expect((await admin.get('/api/v1/tools?tag=bad')).body.data).toEqual([]);
  });

  it('is refused: 20 MB', async () => {
    const { status } = await importing(api({}, { 'x-filler': 'x'.repeat(20 * 1024 * 1024) }));
    expect(status).toBe(413);
  });

  it.each<[string, object, string]>([
    ['format', { format: 'raml' }, '/format'],
    ['documentName', { documentName: 'a b' }, '/documentName'],
    ['baseUrl', { baseUrl: 'nowhere' }, '/baseUrl'],
    ['tags', { tags: ['A B'] }, '/tags'],
    ['an unknown member', { overwrite: true }, '/overwrite'],
  ])('is refused with it: %s', async (_, given, pointer) => {
    const { status, body } = await importing(api({}), given);
    expect({ status, pointer: body.errors[0].pointer }).toEqual({ status: 400, pointer });
  });
});
