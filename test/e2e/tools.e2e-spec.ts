import { randomUUID } from 'node:crypto';
import { ApiClient } from '../support/api-client.js';
import { startTestRegistry, type TestRegistry } from '../support/registry.js';
import { query } from '../support/test-database.js';

const PATH = '/api/v1/tools';

let registry: TestRegistry;
let admin: ApiClient;
let count = 0;

beforeAll(async () => {
  registry = await startTestRegistry();
  admin = await new ApiClient(registry.url).login();
});
afterAll(() => registry.close());

function definition(given: object = {}) {
  const name = `tool_${String(++count)}`;
  const settings = { method: 'GET', path: '/forecast' };
  return {
    name,
    description: 'The weather.',
    type: 'http',
    endpoint: 'https://weather.example.com',
    settings,
    ...given,
  };
}

async function registered(given: object = {}) {
  const { status, body } = await admin.post(PATH, definition(given));
  expect({ status, body }).toMatchObject({ status: 201 });
  return body as { id: string; name: string; ownerId: string; version: string; revision: number };
}

const etag = (revision: number) => ({ 'if-match': `"${String(revision)}"` });
const versionsOf = (id: string) =>
  query<{ version: string }>(registry.databaseUrl, 'SELECT version FROM tool_version WHERE tool_id = $1 ORDER BY id', [
    id,
  ]);

describe('registering', () => {
  it('answers with the tool, whole, and its ETag', async () => {
    const me = (await admin.get('/api/v1/auth/me')).body;
    const given = definition({
      title: 'Weather forecast',
      scopes: ['forecast:read'],
      tags: ['weather'],
      metadata: { docs: 'https://wiki.example.com' },
      inputSchema: { type: 'object', properties: { city: { type: 'string' } } },
      outputSchema: { type: 'array' },
      version: '2.1.0',
    });
    const { status, body, headers } = await admin.post(PATH, given);
    expect(status).toBe(201);
    expect(body).toMatchObject({ ...given, scopes: ['invoke', 'forecast:read'], authRequired: true, revision: 1 });
    expect(body.ownerId).toBe(me.agentId);
    expect(headers.get('etag')).toBe('"1"');
    expect((await admin.get(`${PATH}/${body.id}`)).body).toEqual(body);
  });

  it('fills in what is left out', async () => {
    const { id, name } = await registered();
    expect((await admin.get(`${PATH}/${id}`)).body).toMatchObject({
      title: name,
      version: '1.0.0',
      inputSchema: { type: 'object' },
      outputSchema: null,
      scopes: ['invoke'],
      tags: [],
      metadata: {},
    });
  });

  it.each<[string, object, string]>([
    ['a name with a dot', { name: 'a.b' }, '/name'],
    ['a name that begins with a digit', { name: '1a' }, '/name'],
    ['a long name', { name: 'x'.repeat(65) }, '/name'],
    ['no description', { description: '' }, '/description'],
    ['an unknown type', { type: 'carrier_pigeon' }, '/type'],
    ['an unknown setting', { settings: { method: 'GET', speed: 1 } }, '/settings/speed'],
    ['a method that is none', { settings: { method: 'SING' } }, '/settings/method'],
    ['settings that are a list', { settings: [] }, '/settings'],
    [
      'a parameter that sets the host',
      { settings: { method: 'GET', parameters: [{ name: 'Host', in: 'header' }] } },
      '/settings/parameters/0/name',
    ],
    ['an endpoint that is no URL', { endpoint: 'weather' }, '/endpoint'],
    ['an endpoint of another scheme', { endpoint: 'ftp://weather.example.com' }, '/endpoint'],
    ['an endpoint with a password', { endpoint: 'https://u:p@weather.example.com' }, '/endpoint'],
    ['an endpoint with a fragment', { endpoint: 'https://weather.example.com/#a' }, '/endpoint'],
    ['input that is no object', { inputSchema: { type: 'string' } }, '/inputSchema/type'],
    ['a remote reference', { inputSchema: { type: 'object', $ref: 'https://example.com' } }, '/inputSchema/$ref'],
    ['an unknown dialect', { outputSchema: { $schema: 'https://example.com' } }, '/outputSchema/$schema'],
    ['a schema that is none', { outputSchema: { type: 'strin' } }, '/outputSchema'],
    ['a version that is none', { version: '1.0' }, '/version'],
    ['an upper-case tag', { tags: ['Weather'] }, '/tags'],
    ['a tag twice', { tags: ['a', 'a'] }, '/tags'],
    ['too much metadata', { metadata: { a: 'x'.repeat(20_000) } }, '/metadata'],
    ['null for a text', { title: null }, '/title'],
    ['another owner', { ownerId: randomUUID() }, '/ownerId'],
  ])('refuses %s', async (_, given, pointer) => {
    const { status, body } = await admin.post(PATH, definition(given));
    expect({ status, pointer: body.errors?.[0]?.pointer }).toEqual({ status: 400, pointer });
  });

  it('knows names without regard to case', async () => {
    const { name } = await registered({ name: 'Case_Sensitive' });
    const { status, body } = await admin.post(PATH, definition({ name: name.toUpperCase() }));
    expect({ status, code: body.code }).toEqual({ status: 409, code: 'NAME_TAKEN' });
  });

  it('gives a name to one of many who want it at once', async () => {
    const names = ['race', 'Race', 'RACE', 'rACE', 'raCe', 'racE'];
    const replies = await Promise.all(names.map((name) => admin.post(PATH, definition({ name }))));
    expect(replies.map((it) => it.status).sort()).toEqual([201, 409, 409, 409, 409, 409]);
  });
});

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
      definition({ name, endpoint: 'https://other.example.com' }),
      etag(1),
    );
    expect({ status, body }).toMatchObject({ status: 200, body: { title: name, tags: [], version: '1.1.0', ownerId } });
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
        method === 'delete' ? undefined : definition({ name }),
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
    expect((await admin.post(PATH, definition({ name }))).status).toBe(201);
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
    ]);
    expect((await admin.get(`${PATH}?type=gone`)).body.data).toHaveLength(1);
  });
});
