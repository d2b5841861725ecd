import { randomUUID } from 'node:crypto';
import { ApiClient } from '../support/api-client.js';
import { startTestRegistry, type TestRegistry } from '../support/registry.js';
import { query } from '../support/test-database.js';
import { registerTool } from '../support/tools.js';

let registry: TestRegistry;
let admin: ApiClient;

beforeAll(async () => {
  registry = await startTestRegistry();
  admin = await new ApiClient(registry.url).login();
});
afterAll(() => registry.close());

const ANY = { 'if-match': '*' };
const CITY = { type: 'object', properties: { city: { type: 'string' } } };
const path = (id: string, rest = '') => `/api/v1/tools/${id}${rest}`;
const tool = async (given: object = {}) => (await registerTool(admin, { inputSchema: CITY, ...given })).id;
const publish = (id: string, body: object) => admin.post(path(id, '/versions'), body);
const alias = (id: string, name: string, version: string) => admin.put(path(id, `/aliases/${name}`), { version }, ANY);
const served = async (id: string, client = admin, rest = '') => (await client.get(path(id, rest))).body.version;
const numbers = async (id: string) =>
  (await admin.get(path(id, '/versions'))).body.data.map((it: { version: string }) => it.version);

async function agent(): Promise<{ id: string; client: ApiClient }> {
  const name = `agent_${randomUUID()}`;
  const password = 'a-long-enough-password';
  const { body } = await admin.post('/api/v1/agents', { name, type: 'bot', password, roles: ['user'] });
  return { id: body.id, client: await new ApiClient(registry.url).login(name, password) };
}

describe('versions', () => {
  it('are listed by semantic versioning, a page at a time, and never change', async () => {
    const id = await tool();
    for (const version of ['1.10.0', '1.9.0', '2.0.0-rc.1', '1.0.1']) await publish(id, { version });
    expect(await numbers(id)).toEqual(['2.0.0-rc.1', '1.10.0', '1.9.0', '1.0.1', '1.0.0']);
    const first = (await admin.get(path(id, '/versions?limit=3'))).body;
    const second = (await admin.get(path(id, `/versions?limit=3&cursor=${first.page.nextCursor}`))).body;
    expect([...first.data, ...second.data].map((it) => it.version)).toEqual(await numbers(id));
    expect(second.page.hasMore).toBe(false);
    expect(first.data[1]).toEqual({
      id: expect.any(String),
      version: '1.10.0',
      served: true,
      aliases: [],
      withdrawn: false,
    });
    const rewrite =
      "UPDATE tool_version SET endpoint = 'x', withdrawn_at = now(), withdraw_reason = 'x' WHERE tool_id = $1";
    await expect(query(registry.databaseUrl, rewrite, [id])).rejects.toThrow('never changes');
  });

  it('are found by number, latest, alias and id', async () => {
    const id = await tool({ version: '1.2.3' });
    const { body: published } = await publish(id, { endpoint: 'https://new.example.com' });
    expect(published).toMatchObject({
      version: '2.0.0',
      served: true,
      endpoint: 'https://new.example.com',
      revision: 2,
    });
    await alias(id, 'next', 'latest');
    for (const reference of ['2.0.0', 'latest', 'next', published.id]) {
      const { body, headers } = await admin.get(path(id, `/versions/${reference}`));
      expect(body).toMatchObject({ id: published.id, toolId: id, version: '2.0.0', aliases: ['next'], forced: null });
      expect(headers.get('etag')).toBe('"3"');
    }
    const old = await admin.get(path(id, '/versions/1.2.3'));
    expect(old.body).toMatchObject({ version: '1.2.3', endpoint: 'https://weather.example.com', served: false });
    expect((await admin.get(path(id, '/versions/1.2.3'), { 'if-none-match': '"3"' })).status).toBe(304);
  });

  it('get an older line while a newer one is served', async () => {
    const id = await tool({ version: '1.2.3' });
    await publish(id, { version: '2.0.0', endpoint: 'https://new.example.com' });
    const { status, body } = await publish(id, { from: '1.2.3', inputSchema: { ...CITY, title: 'Place' } });
    expect({ status, body }).toMatchObject({
      status: 201,
      body: { version: '1.2.4', served: false, endpoint: 'https://weather.example.com' },
    });
    expect(await served(id)).toBe('2.0.0');
  });

  it('are refused when they break callers, unless that is forced, on record', async () => {
    const id = await tool();
    const demanding = { ...CITY, required: ['city'] };
    const refused = await publish(id, { version: '1.1.0', inputSchema: demanding });
    expect(refused).toMatchObject({
      status: 409,
      body: { code: 'BREAKING_CHANGE', errors: [{ pointer: '/inputSchema/required', code: 'BREAKING_CHANGE' }] },
    });
    const patched = await admin.patch(path(id), { version: '1.1.0', inputSchema: demanding }, ANY);
    expect(patched.body.code).toBe('BREAKING_CHANGE');
    expect(await numbers(id)).toEqual(['1.0.0']);
    const unexplained = await publish(id, { version: '1.1.0', inputSchema: demanding, force: true });
    expect(unexplained).toMatchObject({ status: 400, body: { errors: [{ pointer: '/reason' }] } });
    const unforced = await publish(id, { version: '1.1.0', inputSchema: demanding, reason: 'Just a reason.' });
    expect(unforced.body.code).toBe('BREAKING_CHANGE');
    const forced = { version: '1.1.0', inputSchema: demanding, force: true, reason: 'Nobody leaves it out.' };
    expect((await publish(id, forced)).status).toBe(201);
    const { body } = await admin.get(path(id, '/versions/1.1.0'));
    expect(body.forced).toMatchObject({ reason: forced.reason, breaks: [{ pointer: '/inputSchema/required' }] });
    const audit = await admin.get(`/api/v1/audit?subjectId=${id}&action=tool.version_published`);
    expect(audit.body.data[0].after).toMatchObject({ version: '1.1.0', forced: { reason: forced.reason } });
  });

  it('take the next number that fits the change where none is given', async () => {
    const id = await tool();
    const change = async (body: object) => (await admin.patch(path(id), body, ANY)).body.version;
    expect(await change({ inputSchema: { ...CITY, description: 'Where.' } })).toBe('1.0.1');
    expect(await change({ scopes: ['a'] })).toBe('1.1.0');
    expect(await change({ scopes: ['b'] })).toBe('2.0.0');
    expect(await change({ title: 'Another' })).toBe('2.0.0');
    const forced = { scopes: [], version: '2.0.1', force: true, reason: 'It was a mistake.' };
    expect(await change(forced)).toBe('2.0.1');
    expect((await admin.get(path(id, '/versions/2.0.1'))).body.forced).toMatchObject({ reason: 'It was a mistake.' });
  });

  it('have one publisher: of many at once one wins', async () => {
    const id = await tool();
    const tries = ['a', 'b', 'c', 'd'].map((it) => publish(id, { version: '1.1.0', scopes: [it] }));
    const replies = await Promise.all(tries);
    expect(replies.map((it) => it.status).sort()).toEqual([201, 409, 409, 409]);
    const codes = replies.filter((it) => it.status === 409).map((it) => it.body.code);
    expect(new Set(codes)).toEqual(new Set(['VERSION_TAKEN']));
    expect(await numbers(id)).toEqual(['1.1.0', '1.0.0']);
  });

  it('are compared, both ways', async () => {
    const id = await tool();
    await publish(id, { version: '2.0.0', scopes: ['a'], inputSchema: { ...CITY, required: ['city'] } });
    const diff = async (from: string, to: string) => (await admin.get(path(id, `/versions/${from}/diff/${to}`))).body;
    expect(await diff('1.0.0', 'latest')).toMatchObject({
      ...{ from: '1.0.0', to: '2.0.0', breaking: true, impact: 'major' },
      changes: [
        { pointer: '/inputSchema/required', impact: 'major', detail: 'Takes less than before.' },
        { pointer: '/scopes', impact: 'minor', detail: 'The scope a was added.' },
      ],
    });
    expect((await diff('2.0.0', '1.0.0')).changes.map((it: { impact: string }) => it.impact)).toEqual([
      'minor',
      'major',
    ]);
    expect(await diff('2.0.0', '2.0.0')).toMatchObject({ breaking: false, impact: null, changes: [] });
  });

  it.each<[string, string, string, object | undefined, number, string]>([
    ['a version that is none', 'GET', '/versions/1.0', undefined, 400, 'VALIDATION_FAILED'],
    ['a version that begins with zero', 'GET', '/versions/01.0.0', undefined, 400, 'VALIDATION_FAILED'],
    ['SQL', 'GET', `/versions/${encodeURIComponent("1.0.0' OR 1=1")}`, undefined, 400, 'VALIDATION_FAILED'],
    ['another version than there is', 'GET', '/versions/9.9.9', undefined, 404, 'VERSION_NOT_FOUND'],
    ['an alias that every object has', 'GET', '/versions/constructor', undefined, 404, 'VERSION_NOT_FOUND'],
    ['a diff with what is not there', 'GET', '/versions/1.0.0/diff/gone', undefined, 404, 'VERSION_NOT_FOUND'],
    ['a query for a version that is none', 'GET', '?version=x.y', undefined, 400, 'VALIDATION_FAILED'],
    ['a query for a version that is not there', 'GET', '?version=3.0.0', undefined, 404, 'VERSION_NOT_FOUND'],
    ['a publication of no version', 'POST', '/versions', { version: '1' }, 400, 'VALIDATION_FAILED'],
    ['one from nowhere', 'POST', '/versions', { from: 'gone' }, 404, 'VERSION_NOT_FOUND'],
    ['one in which nothing is different', 'POST', '/versions', {}, 409, 'VERSION_UNCHANGED'],
    ['the same in other words', 'POST', '/versions', { from: 'latest', scopes: null }, 409, 'VERSION_UNCHANGED'],
    ['one of the number there is', 'POST', '/versions', { version: '1.0.0' }, 409, 'VERSION_TAKEN'],
    ['one of no schema', 'POST', '/versions', { inputSchema: { type: 'strange' } }, 400, 'INVALID_SCHEMA'],
    ['one of no type', 'POST', '/versions', { type: 'strange' }, 400, 'UNKNOWN_KIND'],
    ['one with a member nobody knows', 'POST', '/versions', { name: 'other' }, 400, 'VALIDATION_FAILED'],
    ['an alias latest', 'PUT', '/aliases/latest', { version: '1.0.0' }, 400, 'VALIDATION_FAILED'],
    ['an alias in capitals', 'PUT', '/aliases/Stable', { version: '1.0.0' }, 400, 'VALIDATION_FAILED'],
    ['an alias for what is not there', 'PUT', '/aliases/a', { version: '9.0.0' }, 404, 'VERSION_NOT_FOUND'],
    ['an alias for nothing', 'PUT', '/aliases/a', {}, 400, 'VALIDATION_FAILED'],
    ['no alias to delete', 'DELETE', '/aliases/a', undefined, 404, 'ALIAS_NOT_FOUND'],
    ['a pin of nobody', 'PUT', `/pins/${randomUUID()}`, { version: '1.0.0' }, 400, 'VALIDATION_FAILED'],
    ['a pin of no id', 'PUT', '/pins/me', { version: '1.0.0' }, 400, 'VALIDATION_FAILED'],
    ['no pin to delete', 'DELETE', `/pins/${randomUUID()}`, undefined, 404, 'PIN_NOT_FOUND'],
    ['the last version to withdraw', 'POST', '/versions/1.0.0/withdraw', { reason: 'x' }, 409, 'VERSION_IN_USE'],
    ['a withdrawal without a reason', 'POST', '/versions/1.0.0/withdraw', {}, 400, 'VALIDATION_FAILED'],
  ])('refuse %s', async (...[, method, rest, body, status, code]) => {
    const id = await tool();
    const reply = await admin.send(method, path(id, rest), body, ANY);
    expect({ status: reply.status, code: reply.body.code }).toEqual({ status, code });
    expect(reply.body.errors).not.toHaveLength(0);
    expect((await admin.get(path(id))).body).toMatchObject({ revision: 1, version: '1.0.0' });
  });

  it.each<[string, string, string, object | undefined, string]>([
    ['a path', 'GET', '/versions/9.9.9', undefined, 'version'],
    ['the end of a path', 'GET', '/versions/1.0.0/diff/gone', undefined, 'other'],
    ['a query', 'GET', '?version=3.0.0', undefined, 'version'],
    ['the query of a call', 'POST', '/invocations?version=3.0.0', { input: {} }, 'version'],
    ['a body', 'POST', '/credentials', { version: '3.0.0' }, '/version'],
    ['a publication', 'POST', '/versions', { from: '3.0.0' }, '/from'],
    ['a withdrawal', 'POST', '/versions/3.0.0/withdraw', { reason: 'x' }, 'version'],
    ['an alias', 'PUT', '/aliases/a', { version: '3.0.0' }, '/version'],
  ])('that are not there are told of by the place that names them: %s', async (...[, method, rest, body, pointer]) => {
    const reply = await admin.send(method, path(await tool(), rest), body, ANY);
    expect(reply.body).toMatchObject({ code: 'VERSION_NOT_FOUND', errors: [{ pointer, code: 'VERSION_NOT_FOUND' }] });
  });

  it('may carry a chosen number where nobody is broken, and the diff says what they add', async () => {
    const id = await tool();
    const properties = { city: { type: 'string' }, days: { type: 'integer' } };
    const change = { inputSchema: { ...CITY, properties } };
    expect((await publish(id, { ...change, version: '1.0.1' })).status).toBe(201);
    const { body } = await admin.get(path(id, '/versions/1.0.0/diff/1.0.1'));
    expect(body).toMatchObject({ breaking: false, impact: 'minor' });
    expect((await publish(id, { from: '1.0.0', ...change })).body.version).toBe('1.1.0');
  });

  it('do not exist for those who may not discover the tool, nor change for those who may not manage it', async () => {
    const id = await tool();
    const { client } = await agent();
    expect((await client.post(path(id, '/versions'), { scopes: ['a'] })).status).toBe(403);
    expect((await client.put(path(id, '/aliases/stable'), { version: '1.0.0' }, ANY)).status).toBe(403);
    expect((await admin.get(path(randomUUID(), '/versions'))).body.code).toBe('TOOL_NOT_FOUND');
    expect((await admin.get(path(randomUUID(), '/versions/1.0.0'))).body.code).toBe('TOOL_NOT_FOUND');
  });

  it('do not change where policies do not let the caller manage the tool, whatever its permissions', async () => {
    const id = await tool();
    await publish(id, { version: '1.1.0', scopes: ['a:b'] });
    const policy = await admin.post('/api/v1/policies', {
      ...{ name: 'Nobody manages it', kind: 'role_based', effect: 'deny', settings: { roles: 'any' } },
      target: { tools: { only: [id] }, actions: { only: ['manage'] } },
    });
    expect(policy.status).toBe(201);
    const replies = [
      await publish(id, { scopes: ['c:d'] }),
      await alias(id, 'stable', '1.0.0'),
      await admin.put(
        path(id, `/pins/${(await admin.get('/api/v1/auth/me')).body.agentId}`),
        { version: '1.0.0' },
        ANY,
      ),
      await admin.post(path(id, '/versions/1.0.0/withdraw'), { reason: 'Mine.' }),
    ];
    expect(replies.map(({ status, body }) => [status, body.code])).toEqual(replies.map(() => [403, 'ACCESS_DENIED']));
    expect((await admin.get(path(id))).body).toMatchObject({ revision: 2, version: '1.1.0' });
  });
});
