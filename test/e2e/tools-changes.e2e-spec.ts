import { randomUUID } from 'node:crypto';
import { ApiClient } from '../support/api-client.js';
import { startTestRegistry, type TestRegistry } from '../support/registry.js';
import { query } from '../support/test-database.js';
import { registerTool, toolDefinition } from '../support/tools.js';

const PATH = '/api/v1/tools';

let registry: TestRegistry;
let admin: ApiClient;

beforeAll(async () => {
  registry = await startTestRegistry();
  admin = await new ApiClient(registry.url).login();
});
afterAll(() => registry.close());

const registered = (given: object = {}) => registerTool(admin, given);

const etag = (revision: number) => ({ 'if-match': `"${String(revision)}"` });
const versionsOf = (id: string) =>
  query<{ version: string }>(registry.databaseUrl, 'SELECT version FROM tool_version WHERE tool_id = $1 ORDER BY id', [
    id,
  ]);

describe('changing', () => {
  it('makes a version of another definition, and none of another description', async () => {
    const { id } = await registered();
    const described = await admin.patch(`${PATH}/${id}`, { title: 'T', tags: ['a'], metadata: { a: 1 } }, etag(1));
    expect(described.body).toMatchObject({ title: 'T', version: '1.0.0', revision: 2 });
    const defined = await admin.patch(`${PATH}/${id}`, { authRequired: false }, etag(2));
    expect(defined.body).toMatchObject({ authRequired: false, version: '1.1.0', revision: 3 });
    const raised = await admin.patch(`${PATH}/${id}`, { version: '3.0.0', scopes: ['a'] }, etag(3));
    expect(raised.body).toMatchObject({ version: '3.0.0', scopes: ['invoke', 'a'] });
    expect(await versionsOf(id)).toEqual([{ version: '1.0.0' }, { version: '1.1.0' }, { version: '3.0.0' }]);
  });

  it('leaves what is absent, clears what is null, and is no change where there is none', async () => {
    const { id, name } = await registered({ title: 'T', tags: ['a'], scopes: ['b'], outputSchema: {} });
    const cleared = await admin.patch(
      `${PATH}/${id}`,
      { title: null, tags: null, scopes: null, outputSchema: null, metadata: null },
      etag(1),
    );
    expect(cleared.body).toMatchObject({
      title: name,
      tags: [],
      scopes: ['invoke'],
      outputSchema: null,
      metadata: {},
      revision: 2,
    });
    expect((await admin.patch(`${PATH}/${id}`, { title: name }, etag(2))).body.revision).toBe(2);
    expect((await admin.patch(`${PATH}/${id}`, { name: null }, etag(2))).status).toBe(400);
  });

  it('replaces the whole, but not the owner', async () => {
    const { id, name, ownerId } = await registered({ title: 'T', tags: ['a'] });
    const { status, body } = await admin.put(
      `${PATH}/${id}`,
      toolDefinition({ name, endpoint: 'https://other.example.com' }),
      etag(1),
    );
    expect({ status, body }).toMatchObject({ status: 200, body: { title: name, tags: [], version: '2.0.0', ownerId } });
  });

  it('refuses a changed definition under an old version', async () => {
    const { id } = await registered({ version: '2.0.0' });
    const { status, body } = await admin.patch(`${PATH}/${id}`, { scopes: ['a'], version: '2.0.0' }, etag(1));
    expect({ status, code: body.code }).toEqual({ status: 409, code: 'VERSION_NOT_NEWER' });
  });

  it('refuses the name of another tool and an owner that is none', async () => {
    const other = await registered();
    const { id } = await registered();
    expect((await admin.patch(`${PATH}/${id}`, { name: other.name.toUpperCase() }, etag(1))).body.code).toBe(
      'NAME_TAKEN',
    );
    expect((await admin.patch(`${PATH}/${id}`, { ownerId: randomUUID() }, etag(1))).body.code).toBe('UNKNOWN_OWNER');
    expect((await admin.get(`${PATH}/${id}`)).body.revision).toBe(1);
  });

  it.each(['put', 'patch', 'delete'])('wants to know which revision to %s', async (method) => {
    const { id, name } = await registered();
    const send = (headers: Record<string, string>) =>
      admin.send(
        method.toUpperCase(),
        `${PATH}/${id}`,
        method === 'delete' ? undefined : toolDefinition({ name }),
        headers,
      );
    expect((await send({})).status).toBe(428);
    expect((await send(etag(7))).status).toBe(412);
    expect((await send({ 'if-match': '*' })).status).toBeLessThan(300);
  });

  it('lets one of two changes of one revision win', async () => {
    const { id } = await registered();
    const changes = ['a', 'b', 'c', 'd'].map((it) =>
      admin.patch(`${PATH}/${id}`, { endpoint: `https://${it}.example.com` }, etag(1)),
    );
    expect((await Promise.all(changes)).map((it) => it.status).sort()).toEqual([200, 412, 412, 412]);
    expect(await versionsOf(id)).toHaveLength(2);
  });

  it('never changes a version', async () => {
    const { id } = await registered();
    const rewrite = query(registry.databaseUrl, "UPDATE tool_version SET endpoint = 'x' WHERE tool_id = $1", [id]);
    await expect(rewrite).rejects.toThrow('never changes');
  });

  it('shows the change at once, and 304 to those who know it', async () => {
    const { id } = await registered();
    await admin.get(`${PATH}/${id}`);
    await admin.patch(`${PATH}/${id}`, { description: 'Changed.' }, etag(1));
    expect((await admin.get(`${PATH}/${id}`)).body.description).toBe('Changed.');
    expect((await admin.get(`${PATH}/${id}`, { 'if-none-match': '"2"' })).status).toBe(304);
  });
});

describe('deleting', () => {
  it('leaves nothing behind', async () => {
    const { id, name } = await registered();
    expect((await admin.delete(`${PATH}/${id}`, etag(1))).status).toBe(204);
    expect((await admin.get(`${PATH}/${id}`)).body.code).toBe('TOOL_NOT_FOUND');
    expect((await admin.delete(`${PATH}/${id}`, etag(1))).status).toBe(404);
    expect(await versionsOf(id)).toEqual([]);
    expect((await admin.post(PATH, toolDefinition({ name }))).status).toBe(201);
  });

  it('keeps an agent that owns tools', async () => {
    const agent = (
      await admin.post('/api/v1/agents', {
        name: 'owner',
        type: 'bot',
        password: 'a-long-enough-password',
        roles: ['user'],
      })
    ).body;
    const { id } = await registered();
    expect((await admin.patch(`${PATH}/${id}`, { ownerId: agent.id }, etag(1))).body.ownerId).toBe(agent.id);
    const { status, body } = await admin.delete(`/api/v1/agents/${agent.id}`, { 'if-match': '*' });
    expect({ status, code: body.code }).toEqual({ status: 409, code: 'AGENT_OWNS_TOOLS' });
    await admin.delete(`${PATH}/${id}`, { 'if-match': '*' });
    expect((await admin.delete(`/api/v1/agents/${agent.id}`, { 'if-match': '*' })).status).toBe(204);
  });
});

describe('the audit', () => {
  it('has each change, before and after', async () => {
    const { id } = await registered();
    await admin.patch(`${PATH}/${id}`, { description: 'Changed.' }, etag(1));
    await admin.delete(`${PATH}/${id}`, etag(2));
    const rows = await query<{ action: string; before: object; after: object }>(
      registry.databaseUrl,
      'SELECT action, before, after FROM audit_event WHERE subject_id = $1 ORDER BY id',
      [id],
    );
    expect(rows).toMatchObject([
      { action: 'tool.registered', before: null, after: { description: 'The weather.', version: '1.0.0' } },
      { action: 'tool.updated', before: { description: 'The weather.' }, after: { description: 'Changed.' } },
      { action: 'tool.deleted', before: { description: 'Changed.' }, after: null },
    ]);
  });
});

describe('tool types', () => {
  it('are listed with the schema of their settings, those that nobody installed too', async () => {
    const { id } = await registered();
    await query(registry.databaseUrl, 'ALTER TABLE tool_version DISABLE TRIGGER tool_version_immutable');
    await query(registry.databaseUrl, "UPDATE tool_version SET tool_type = 'gone' WHERE tool_id = $1", [id]);
    const { body } = await admin.get('/api/v1/tool-types');
    expect(body.data).toMatchObject([
      { kind: 'gone', installed: false },
      { kind: 'http', installed: true, settingsSchema: { required: ['method'] } },
      { kind: 'llm', installed: true, settingsSchema: { required: ['model'] } },
      { kind: 'mcp', installed: true },
    ]);
    expect(body.page).toEqual({ nextCursor: null, hasMore: false });
    expect((await admin.get(`${PATH}?type=gone`)).body.data).toHaveLength(1);
  });
});
