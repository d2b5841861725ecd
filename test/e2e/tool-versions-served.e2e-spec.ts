import { randomUUID } from 'node:crypto';
import { ApiClient } from '../support/api-client.js';
import { eventually } from '../support/eventually.js';
import { startTestRegistry, type TestRegistry } from '../support/registry.js';
import { startSecondInstance } from '../support/second-instance.js';
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

async function agent(): Promise<{ id: string; client: ApiClient }> {
  const name = `agent_${randomUUID()}`;
  const password = 'a-long-enough-password';
  const { body } = await admin.post('/api/v1/agents', { name, type: 'bot', password, roles: ['user'] });
  return { id: body.id, client: await new ApiClient(registry.url).login(name, password) };
}

describe('what is served', () => {
  it('is the latest release, until stable says otherwise, and again without it', async () => {
    const id = await tool();
    await publish(id, { version: '1.1.0', scopes: ['a'] });
    await publish(id, { version: '2.0.0-rc.1', scopes: ['b'] });
    expect(await served(id)).toBe('1.1.0');
    expect((await alias(id, 'stable', '1.0.0')).body).toMatchObject({ alias: 'stable', version: '1.0.0', revision: 4 });
    expect((await admin.get(path(id))).body).toMatchObject({ version: '1.0.0', scopes: ['invoke'], revision: 4 });
    const [listed] = (await admin.get(`/api/v1/tools?sort=-createdAt&limit=1`)).body.data;
    expect(listed).toMatchObject({ id, version: '1.0.0' });
    expect((await publish(id, { version: '3.0.0', scopes: ['c'] })).body.served).toBe(false);
    expect(await served(id)).toBe('1.0.0');
    expect(await served(id, admin, '?version=latest')).toBe('3.0.0');
    expect((await admin.delete(path(id, '/aliases/stable'), ANY)).status).toBe(204);
    expect(await served(id)).toBe('3.0.0');
    const audit = (await admin.get(`/api/v1/audit?subjectId=${id}&action=tool.alias_changed`)).body.data;
    expect(audit).toMatchObject([
      { before: { alias: 'stable', version: '1.0.0' }, after: null },
      { before: null, after: { alias: 'stable', version: '1.0.0' } },
    ]);
  });

  it('is what a change makes, and stable goes with it', async () => {
    const id = await tool();
    await publish(id, { version: '2.0.0', scopes: ['b'] });
    await alias(id, 'stable', '1.0.0');
    const { body } = await admin.patch(path(id), { scopes: ['a'] }, ANY);
    expect(body).toMatchObject({ version: '1.1.0', scopes: ['invoke', 'a'] });
    expect(await served(id)).toBe('1.1.0');
    expect((await admin.get(path(id, '/versions/stable'))).body.version).toBe('1.1.0');
  });

  it('is the pinned version for the agent alone', async () => {
    const id = await tool();
    const { id: agentId, client } = await agent();
    const pin = await admin.put(path(id, `/pins/${agentId}`), { version: '1.0.0' }, { 'if-match': '"1"' });
    expect(pin.body).toMatchObject({ agentId, version: '1.0.0', revision: 2 });
    await publish(id, { version: '2.0.0', endpoint: 'https://new.example.com' });
    expect([await served(id), await served(id, client)]).toEqual(['2.0.0', '1.0.0']);
    expect(await served(id, client, '?version=2.0.0')).toBe('2.0.0');
    expect((await admin.get(path(id, '/pins'))).body.data).toMatchObject([{ agentId, version: '1.0.0' }]);
    await admin.post(path(id, '/versions/1.0.0/withdraw'), { reason: 'Old.' });
    expect((await client.get(path(id))).body.code).toBe('VERSION_WITHDRAWN');
    expect((await admin.delete(path(id, `/pins/${agentId}`), ANY)).status).toBe(204);
    expect(await served(id, client)).toBe('2.0.0');
  });

  it('is soon the same on every instance', async () => {
    const second = await startSecondInstance(registry);
    try {
      const id = await tool();
      await publish(id, { version: '1.1.0', scopes: ['a'] });
      const other = second.api.as(admin.token ?? '');
      await eventually(async () => expect(await served(id, other)).toBe('1.1.0'));
      await alias(id, 'stable', '1.0.0');
      await eventually(async () => expect(await served(id, other, '?version=stable')).toBe('1.0.0'));
    } finally {
      await second.close();
    }
  });

  it('changes for those who have seen the tool as it is', async () => {
    const id = await tool();
    const put = (headers: Record<string, string>) =>
      admin.put(path(id, '/aliases/stable'), { version: '1.0.0' }, headers);
    expect((await put({})).status).toBe(428);
    expect((await put({ 'if-match': '"9"' })).status).toBe(412);
    const replies = await Promise.all([1, 2, 3].map(() => put({ 'if-match': '"1"' })));
    expect(replies.map((it) => it.status).sort()).toEqual([200, 412, 412]);
  });

  it('is never a version of another type, by which policies judge the tool', async () => {
    const id = await tool();
    expect((await publish(id, { type: 'llm', settings: { model: 'm' } })).body).toMatchObject({ version: '2.0.0' });
    expect((await admin.get(path(id))).body.type).toBe('llm');
    expect((await admin.get(path(id, '?version=1.0.0'))).body.code).toBe('VERSION_NOT_SERVED');
    await alias(id, 'stable', '1.0.0');
    expect((await admin.get(path(id, '?version=1.0.0'))).body.type).toBe('http');
  });
});

describe('a withdrawn version', () => {
  it('is read, but not served, named or pinned', async () => {
    const id = await tool();
    await publish(id, { version: '1.1.0', scopes: ['a'] });
    await alias(id, 'next', '1.1.0');
    const withdraw = () => admin.post(path(id, '/versions/1.1.0/withdraw'), { reason: 'Wrong city.' });
    expect((await withdraw()).body).toMatchObject({ code: 'VERSION_IN_USE', status: 409 });
    await admin.delete(path(id, '/aliases/next'), ANY);
    expect((await withdraw()).body).toMatchObject({ version: '1.1.0', withdrawn: true, withdrawReason: 'Wrong city.' });
    expect((await withdraw()).body.code).toBe('VERSION_WITHDRAWN');
    expect(await served(id)).toBe('1.0.0');
    expect((await admin.get(path(id, '/versions/1.1.0'))).body).toMatchObject({
      withdrawn: true,
      scopes: ['invoke', 'a'],
    });
    expect((await admin.get(path(id, '?version=1.1.0'))).body.code).toBe('VERSION_WITHDRAWN');
    expect((await alias(id, 'next', '1.1.0')).body.code).toBe('VERSION_WITHDRAWN');
    expect((await publish(id, { version: '1.1.0' })).body.code).toBe('VERSION_TAKEN');
    expect((await admin.patch(path(id), { scopes: ['b'] }, ANY)).body.version).toBe('1.2.0');
  });
});
