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

/** However busy the machine is. */
const LONGEST_MS = 5_000;

const parameters = (length: number) =>
  Array.from({ length }, (_, index) => {
    const name = String.fromCodePoint(0x4e00 + index);
    return { name, in: 'query', schema: { type: 'string' } };
  });

async function importing(document: unknown, given: object = {}) {
  const started = performance.now();
  const reply = await importDocument(admin, document, given);
  expect(performance.now() - started).toBeLessThan(LONGEST_MS);
  return reply;
}

describe('a strange document', () => {
  it.each<[string, object, object]>([
    ['a title that is cut within a character', { summary: `${'x'.repeat(199)}\u{1f600}` }, { created: [{}] }],
    ['a long run of dashes in a tag', { tags: [`a${'-'.repeat(300_000)}a`] }, { created: [{}] }],
    [
      'hundreds of parameters that differ in nothing a name may hold',
      { parameters: parameters(300) },
      { created: [], skipped: [{ reason: 'It has more than 200 parameters.' }] },
    ],
  ])('is read in no time: %s', async (what, given, expected) => {
    const document = openApi({ '/a': { get: operation(undefined, given) } });
    const { status, body } = await importing(document, { documentName: what.replace(/\W/g, '_').slice(0, 32) });
    expect({ status, body }).toMatchObject({ status: 200, body: expected });
  });
});

describe('a hostile document', () => {
  const fine = JSON.stringify(openApi({ '/a': { get: operation('a') } }));
  const self = { components: { schemas: { A: { properties: { a: { $ref: '#/components/schemas/A' } } } } } };
  const circular = { parameters: [{ name: 'q', in: 'query', schema: { $ref: '#/components/schemas/A' } }] };
  const many = Array.from({ length: 50_000 }, (_, index) => `value ${String(index)}`);
  const long = { parameters: [{ name: 'q', in: 'query', schema: { enum: many } }] };
  const nested = (depth: number) => `{"openapi":"3.1.0","x":${'{"a":'.repeat(depth)}1${'}'.repeat(depth)}}`;

  it.each<[string, unknown, object]>([
    ['a byte order mark', `\ufeff${fine}`, { status: 200, body: { created: [{ operation: 'GET /a' }] } }],
    [
      'a byte order mark before YAML',
      '\ufeffopenapi: 3.1.0\ninfo: { title: x, version: "1" }\npaths: { /a: { get: {} } }\n',
      { status: 200, body: { created: [{ operation: 'GET /a' }] } },
    ],
    [
      'a schema that leads back to itself',
      openApi({ '/a': { get: operation('a', circular) } }, self),
      { status: 200, body: { created: [{}] } },
    ],
    [
      'a key twice in JSON, of which the last counts',
      fine.replace('"paths":', '"paths":{"/b":{"get":{}}},"paths":'),
      { status: 200, body: { created: [{ operation: 'GET /a' }] } },
    ],
    [
      'a key twice in YAML',
      'openapi: 3.1.0\ninfo: { title: x, version: "1" }\ninfo: { title: y, version: "1" }\npaths: { /a: { get: {} } }\n',
      { status: 400, body: { detail: expect.stringContaining('unique') } },
    ],
    [
      'an enumeration of 50,000',
      openApi({ '/a': { get: operation('a', long) } }),
      { status: 200, body: { created: [], skipped: [{ operation: 'GET /a' }] } },
    ],
    ['nesting 10,000 deep', nested(10_000), { status: 400, body: { errors: [{ code: 'INVALID_DOCUMENT' }] } }],
    [
      'nesting 10,000 deep in YAML',
      `x: ${'['.repeat(10_000)}${']'.repeat(10_000)}`,
      { status: 400, body: { errors: [{ code: 'INVALID_DOCUMENT' }] } },
    ],
    [
      'the key "constructor"',
      fine.replace('"paths":', '"x-a":{"constructor":{"prototype":{}}},"paths":'),
      { status: 400, body: { errors: [{ pointer: '/document/x-a/constructor' }] } },
    ],
  ])('is imported or refused in no time: %s', async (what, document, expected) => {
    const documentName = what.replace(/\W/g, '_').slice(0, 32);
    expect(await importing(document, { documentName })).toMatchObject(expected);
  });

  it('does not nest in the body itself', async () => {
    const { status, body } = await sent(`{"format":"openapi","document":${nested(10_000)}}`);
    expect({ status, body }).toMatchObject({ status: 400, body: { code: expect.any(String) } });
  });

  it.each(['__proto__', 'constructor'])('does not bring the key "%s" in the body itself', async (key) => {
    const { status, body } = await sent(`{"format":"openapi","document":{"openapi":"3.1.0","${key}":{"admin":true}}}`);
    expect({ status, errors: body.errors }).toMatchObject({ status: 400, errors: [{ pointer: `/document/${key}` }] });
  });

  it('is refused where it has 30 MB', async () => {
    const { status, body } = await importing(openApi({}, { 'x-filler': 'x'.repeat(30 * 1024 * 1024) }));
    expect({ status, code: body.code }).toEqual({ status: 413, code: 'BODY_TOO_LARGE' });
  });
});

/** A body as it stands. */
async function sent(text: string) {
  const started = performance.now();
  const reply = await fetch(`${registry.url}/api/v1/tools/import`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${admin.token ?? ''}` },
    body: text,
  });
  expect(performance.now() - started).toBeLessThan(LONGEST_MS);
  return { status: reply.status, body: (await reply.json()) as Awaited<ReturnType<typeof importing>>['body'] };
}

describe('a bad document', () => {
  const tool = { get: operation() };
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
    ['an external reference', openApi({ '/a': { $ref: 'https://example.com/a.json' } })],
    ['a file reference', openApi({ '/a': tool }, { components: { schemas: { A: { $ref: 'file:///etc/passwd' } } } })],
    [
      'a relative file reference',
      openApi({ '/a': tool }, { components: { schemas: { A: { $ref: '../secret.json#/a' } } } }),
    ],
    [
      'a reference to nothing',
      openApi({ '/a': { get: { responses: { 200: { $ref: '#/components/responses/None' } } } } }),
    ],
    ['a YAML alias bomb', `${aliases.join('\n')}\nopenapi: 3.1.0\n`],
    ['a YAML circle', 'openapi: 3.1.0\ninfo: &a\n  title: x\n  more: *a\n'],
    ['references that multiply', openApi({ '/a': tool }, { components: { schemas: { ...doubling, S60: {} } } })],
    ['references that lead on and on', openApi({ '/a': tool }, { components: { schemas: { ...chain, S20000: {} } } })],
    ['a NUL character in text', JSON.stringify(openApi({ '/a\0': tool }))],
    ['a prototype key in text', '{"openapi":"3.1.0","info":{"title":"x","version":"1"},"paths":{},"__proto__":{}}'],
    ['nesting without end', `{"openapi":"3.1.0","x":${'['.repeat(5_000)}${']'.repeat(5_000)}}`],
    ['tens of thousands of parameters', openApi({ '/a': { get: operation('a', { parameters: parameters(20_000) }) } })],
    ['a path of a hundred thousand braces', openApi({ [`/${'{'.repeat(100_000)}`]: tool })],
    ['a huge YAML text', `openapi: 3.1.0\n#${'x'.repeat(2_200_000)}`],
  ])('is refused: %s', async (_, document) => {
    const { status, body } = await importing(document, { documentName: 'bad', tags: ['bad'] });
    expect({ status, pointer: body.errors?.[0]?.pointer }).toEqual({
      status: 400,
      pointer: expect.stringMatching(/^\/document/),
    });
    expect((await admin.get('/api/v1/tools?tag=bad')).body.data).toEqual([]);
  });

  it.each<[string, object, string]>([
    ['format', { format: 'raml' }, '/format'],
    ['documentName', { documentName: 'a b' }, '/documentName'],
    ['baseUrl', { baseUrl: 'nowhere' }, '/baseUrl'],
    ['tags', { tags: ['A B'] }, '/tags'],
    ['an unknown member', { overwrite: true }, '/overwrite'],
  ])('is refused with it: %s', async (_, given, pointer) => {
    const { status, body } = await importing(openApi({}), given);
    expect({ status, pointer: body.errors[0].pointer }).toEqual({ status: 400, pointer });
  });
});
