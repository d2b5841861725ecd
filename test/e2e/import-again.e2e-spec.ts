import { ApiClient } from '../support/api-client.js';
import { importDocument, openApi, operation } from '../support/openapi-documents.js';
import { startTestRegistry, type TestRegistry } from '../support/registry.js';

const PASSWORD = 'a-long-enough-password';

let registry: TestRegistry;
let admin: ApiClient;

beforeAll(async () => {
  registry = await startTestRegistry();
  admin = await new ApiClient(registry.url).login();
});
afterAll(() => registry.close());

const importing = (document: unknown, given: object = {}, client = admin) => importDocument(client, document, given);

describe('importing again', () => {
  const before = openApi({ '/a': { get: operation('a') }, '/b': { get: operation('b') } });
  const after = openApi({
    '/a': { get: operation('renamed', { summary: 'Another summary' }) },
    '/b': { get: operation('b') },
    '/c': { get: operation('c') },
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
    const [tool] = (await importing(openApi({ '/a': { get: operation('a') } }), { documentName: 'versions' })).body
      .created;
    await importing(openApi({ '/a': { get: operation('a', { summary: 'S' }) } }), { documentName: 'versions' });
    expect((await admin.get(`/api/v1/tools/${tool.id}`)).body.version).toBe('1.0.0');
    await importing(openApi({ '/a': { get: operation('a') } }, { servers: [{ url: 'https://new.example.com' }] }), {
      documentName: 'versions',
    });
    expect((await admin.get(`/api/v1/tools/${tool.id}`)).body.version).toBe('2.0.0');
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

  it('tells nothing of a tool that the caller may not discover', async () => {
    await importing(before, { documentName: 'hidden', tags: ['hidden'] });
    const hiding = {
      ...{ name: 'Hidden', kind: 'role_based', effect: 'deny', settings: { roles: ['tool_publisher'] } },
      target: { tags: { only: ['hidden'] } },
    };
    expect(await admin.post('/api/v1/policies', hiding)).toMatchObject({ status: 201 });
    await admin.post('/api/v1/agents', {
      name: 'stranger',
      type: 'bot',
      password: PASSWORD,
      roles: ['tool_publisher'],
    });
    const stranger = await new ApiClient(registry.url).login('stranger', PASSWORD);
    const given = { documentName: 'hidden', tags: ['hidden'], dryRun: true };
    const { body } = await importing(after, given, stranger);
    const reason = 'Somebody else has the tool of this operation.';
    expect(body).toMatchObject({
      created: [{ operation: 'GET /c' }],
      updated: [],
      unchanged: [],
      skipped: [
        { operation: 'GET /a', reason },
        { operation: 'GET /b', reason },
      ],
    });
  });

  it('tells nothing of a tool that is out of use and not the caller’s to manage', async () => {
    const { body } = await importing(before, { documentName: 'withdrawn' });
    for (const { id } of body.created) {
      const quarantine = { transition: 'quarantine', reason: 'Compromised.' };
      expect(await admin.post(`/api/v1/tools/${id}/transitions`, quarantine, { 'if-match': '*' })).toMatchObject({
        status: 200,
      });
    }
    const given = { name: 'passer-by', type: 'bot', password: PASSWORD, roles: ['tool_publisher'] };
    expect(await admin.post('/api/v1/agents', given)).toMatchObject({ status: 201 });
    const passerBy = await new ApiClient(registry.url).login('passer-by', PASSWORD);
    const without = openApi({ '/a': { get: operation('a') } });
    const plan = (await importing(without, { documentName: 'withdrawn', dryRun: true }, passerBy)).body;
    expect(plan).toMatchObject({ created: [], updated: [], unchanged: [], gone: [] });
    expect(plan.skipped).toEqual([{ operation: 'GET /a', reason: 'Somebody else has the tool of this operation.' }]);
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
