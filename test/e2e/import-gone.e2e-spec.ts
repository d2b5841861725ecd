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
const toolAt = (id: string) => admin.get(`/api/v1/tools/${id}`);

describe('what a document no longer has', () => {
  const before = openApi({ '/a': { get: operation('a') }, '/b': { get: operation('b') } });
  const after = openApi({ '/a': { get: operation('a') } });

  it.each([
    ['keep', 'kept', { status: 200, body: { status: 'active' } }],
    ['deprecate', 'deprecated', { status: 200, body: { status: 'deprecated' } }],
    ['delete', 'deleted', { status: 404 }],
  ])('is told of, and with gone: %s it is %s', async (gone, outcome, left) => {
    const documentName = `gone_${gone}`;
    const [, b] = (await importing(before, { documentName })).body.created;
    const expected = [{ id: b.id, name: `${documentName}_b`, operation: 'GET /b', outcome }];
    const planned = await importing(after, { documentName, gone, dryRun: true });
    expect(planned.body).toMatchObject({ dryRun: true, gone: expected });
    expect(await toolAt(b.id)).toMatchObject({ status: 200, body: { status: 'active' } });
    expect((await importing(after, { documentName, gone })).body).toMatchObject({ dryRun: false, gone: expected });
    expect(await toolAt(b.id)).toMatchObject(left);
  });

  it('is kept by default, and a second time too', async () => {
    await importing(before, { documentName: 'twice' });
    const replies = [
      await importing(after, { documentName: 'twice' }),
      await importing(after, { documentName: 'twice' }),
    ];
    for (const { body } of replies) expect(body.gone).toMatchObject([{ outcome: 'kept' }]);
  });

  it('is not gone where its operation can only be imported no more', async () => {
    await importing(before, { documentName: 'unusable' });
    const document = openApi({
      '/a': { get: operation('a') },
      '/b': { get: operation('b', { servers: [{ url: 'ftp://x' }] }) },
    });
    const { body } = await importing(document, { documentName: 'unusable', gone: 'delete' });
    expect(body).toMatchObject({ gone: [], skipped: [{ operation: 'GET /b' }] });
  });

  it('is kept where the caller may not manage it', async () => {
    await importing(before, { documentName: 'others' });
    const password = 'a-long-enough-password';
    await admin.post('/api/v1/agents', { name: 'another', type: 'bot', password, roles: ['tool_publisher'] });
    const another = await new ApiClient(registry.url).login('another', password);
    const { body } = await importing(after, { documentName: 'others', gone: 'delete' }, another);
    expect(body.gone).toMatchObject([{ operation: 'GET /b', outcome: 'kept' }]);
  });
});

describe('what a document says differently', () => {
  const document = (given: object) => openApi({ '/a': { get: operation('a', given) } });

  it.each<[string, object, string[]]>([
    ['text', { description: 'Another.' }, ['description']],
    ['summary', { summary: 'Another' }, ['title', 'description']],
    ['tags', { tags: ['new'] }, ['tags']],
    ['servers', { servers: [{ url: 'https://new.example.com' }] }, ['endpoint', 'version']],
    [
      'parameters',
      { parameters: [{ name: 'q', in: 'query', schema: { type: 'string' } }] },
      ['settings', 'inputSchema', 'version'],
    ],
  ])('is told by the members that differ: %s', async (what, given, changes) => {
    const documentName = `differs_${what}`;
    await importing(document({}), { documentName });
    expect((await importing(document(given), { documentName })).body.updated).toMatchObject([{ changes }]);
    expect((await importing(document(given), { documentName })).body.unchanged).toHaveLength(1);
  });
});
