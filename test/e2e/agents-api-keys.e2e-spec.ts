import { randomUUID } from 'node:crypto';
import { Clock } from '../../src/common/clock.js';
import { ApiClient } from '../support/api-client.js';
import { startTestRegistry, type TestRegistry } from '../support/registry.js';

const PASSWORD = 'a long enough password';

describe('API keys', () => {
  let registry: TestRegistry;
  let anybody: ApiClient;
  let admin: ApiClient;

  beforeAll(async () => {
    registry = await startTestRegistry();
    anybody = new ApiClient(registry.url);
    admin = await anybody.login();
  });
  afterEach(() => jest.restoreAllMocks());
  afterAll(() => registry.close());

  async function newAgent(permissions: string[] = ['self:read', 'tool:read', 'tool:invoke']) {
    const agent = { name: `k-${randomUUID().slice(0, 8)}`, type: 'service', permissions, password: PASSWORD };
    const { id, name } = (await admin.post('/api/v1/agents', agent)).body;
    return { id, keys: `/api/v1/agents/${id}/api-keys`, client: await anybody.login(name, PASSWORD) };
  }

  async function newKey(client: ApiClient, path: string, key: object = {}) {
    const reply = await client.post(path, { name: 'k', ...key });
    expect(reply.status).toBe(201);
    return reply.body as { id: string; key: string; hint: string };
  }

  const exchange = (key: string) => anybody.post('/api/v1/auth/token', { method: 'api_key', credentials: { key } });
  const me = (bearer: string) => anybody.as(bearer).get('/api/v1/auth/me');

  it('are shown once and then by their hint', async () => {
    const { keys } = await newAgent();
    const { id, key, hint } = await newKey(admin, keys);
    expect(key).toMatch(/^trk_[0-9A-Za-z]{49}$/);
    expect(hint).toBe(`${key.slice(0, 8)}…${key.slice(-4)}`);
    const one = await admin.get(`${keys}/${id}`);
    const list = await admin.get(keys);
    expect(one.body).toMatchObject({ id, hint, permissions: null, revokedAt: null, lastUsedAt: null });
    expect(list.body.data).toEqual([one.body]);
    expect(JSON.stringify([one.body, list.body])).not.toContain(key);
  });

  it('are not kept for a repeated request either', async () => {
    const { keys } = await newAgent();
    const headers = { 'idempotency-key': randomUUID() };
    const first = await admin.post(keys, { name: 'k' }, headers);
    const again = await admin.post(keys, { name: 'k' }, headers);
    expect(again.body).toMatchObject({ id: first.body.id, secretOmitted: true });
    expect(again.body).not.toHaveProperty('key');
  });

  it('prove their agent as bearer and in exchange for an access token', async () => {
    const { id, keys } = await newAgent();
    const { key } = await newKey(admin, keys, { permissions: ['self:read', 'tool:read', 'policy:read'] });
    const expected = { agentId: id, method: 'api_key', permissions: ['self:read', 'tool:read'] };
    expect((await me(key)).body).toMatchObject(expected);
    expect((await me((await exchange(key)).body.accessToken)).body).toMatchObject(expected);
    expect((await admin.get(keys)).body.data[0].lastUsedAt).toEqual(expect.any(String));
  });

  it('hold nothing when they are narrowed to nothing', async () => {
    const { keys } = await newAgent();
    const { key } = await newKey(admin, keys, { permissions: [] });
    expect((await me(key)).body.code).toBe('INSUFFICIENT_PERMISSION');
  });

  it('follow their agent when it loses a permission', async () => {
    const { id, keys } = await newAgent();
    const { key } = await newKey(admin, keys);
    await admin.patch(`/api/v1/agents/${id}`, { permissions: ['self:read'] }, { 'if-match': '*' });
    expect((await me(key)).body.permissions).toEqual(['self:read']);
  });

  it('open nothing once revoked, nor does what was got by them', async () => {
    const { keys } = await newAgent();
    const { id, key } = await newKey(admin, keys);
    const { accessToken } = (await exchange(key)).body;
    expect((await admin.delete(`${keys}/${id}`)).status).toBe(428);
    expect((await admin.delete(`${keys}/${id}`, { 'if-match': '"1"' })).status).toBe(204);
    expect((await me(key)).status).toBe(401);
    expect((await me(accessToken)).status).toBe(401);
    expect((await exchange(key)).status).toBe(401);
    expect((await admin.delete(`${keys}/${id}`, { 'if-match': '*' })).status).toBe(204);
    expect((await admin.get(`${keys}/${id}`)).body.revokedAt).toEqual(expect.any(String));
  });

  it('end when they expire, and access tokens with them', async () => {
    const { keys } = await newAgent();
    const now = registry.app.get(Clock).now().getTime();
    const { key } = await newKey(admin, keys, { expiresAt: new Date(now + 60_000).toISOString() });
    const { accessToken, expiresIn } = (await exchange(key)).body;
    expect(expiresIn).toBeLessThanOrEqual(60);
    jest.spyOn(registry.app.get(Clock), 'now').mockReturnValue(new Date(now + 60_000));
    expect((await me(key)).status).toBe(401);
    expect((await me(accessToken)).status).toBe(401);
  });

  it.each([
    [{ expiresAt: '2020-01-01T00:00:00Z' }, '/expiresAt'],
    [{ expiresAt: 'tomorrow' }, '/expiresAt'],
    [{ expiresAt: 4_000_000_000_000 }, '/expiresAt'],
    [{ expiresAt: { toString: 1 } }, '/expiresAt'],
    [{ permissions: ['everything'] }, '/permissions'],
    [{ name: '' }, '/name'],
    [{ hmac: 'x' }, '/hmac'],
  ])('are not made from %j', async (flaw, pointer) => {
    const { keys } = await newAgent();
    const reply = await admin.post(keys, { name: 'k', ...flaw });
    expect([reply.status, reply.body.errors[0].pointer]).toEqual([400, pointer]);
  });

  describe('of oneself', () => {
    it('can be made, listed and revoked without agent:manage', async () => {
      const { keys, client } = await newAgent();
      const { id } = await newKey(client, keys, { permissions: ['self:read'] });
      expect((await client.get(keys)).body.data).toHaveLength(1);
      expect((await client.delete(`${keys}/${id}`, { 'if-match': '*' })).status).toBe(204);
    });

    it.each([
      ['a permission that the agent lacks', { permissions: ['policy:manage'] }, 'GRANT_TOO_WIDE'],
      ['everything', { permissions: ['*'] }, 'GRANT_TOO_WIDE'],
      ['a whole resource', { permissions: ['tool:*'] }, 'GRANT_TOO_WIDE'],
    ])('cannot hold %s', async (_, key, code) => {
      const { keys, client } = await newAgent();
      const reply = await client.post(keys, { name: 'k', ...key });
      expect([reply.status, reply.body.code]).toEqual([403, code]);
    });

    it.each([
      ['other permissions of the agent', { permissions: ['tool:invoke'] }, 'GRANT_TOO_WIDE'],
      ['all the permissions of the agent', {}, 'AGENT_OUTRANKS_CALLER'],
    ])('made with a narrow key cannot hold %s', async (_, wanted, code) => {
      const { keys } = await newAgent();
      const { key } = await newKey(admin, keys, { permissions: ['self:read', 'tool:read'] });
      const narrow = anybody.as(key);
      expect((await narrow.post(keys, { name: 'k', ...wanted })).body.code).toBe(code);
      expect((await narrow.post(keys, { name: 'k', permissions: ['tool:read'] })).status).toBe(201);
    });
  });

  it.each([
    ['made', (client: ApiClient, keys: string) => client.post(keys, { name: 'k', permissions: ['self:read'] })],
    ['listed', (client: ApiClient, keys: string) => client.get(keys)],
    ['read', (client: ApiClient, keys: string) => client.get(`${keys}/${randomUUID()}`)],
    ['revoked', (client: ApiClient, keys: string) => client.delete(`${keys}/${randomUUID()}`, { 'if-match': '*' })],
  ])('of others cannot be %s without agent:manage', async (_, attempt) => {
    const { client } = await newAgent();
    const { keys } = await newAgent();
    const reply = await attempt(client, keys);
    expect([reply.status, reply.body.permission]).toEqual([403, 'agent:manage']);
  });

  it('are found under their own agent only', async () => {
    const [one, other] = [await newAgent(), await newAgent()];
    const { id } = await newKey(admin, one.keys);
    expect((await admin.get(`${other.keys}/${id}`)).body.code).toBe('API_KEY_NOT_FOUND');
    expect((await admin.delete(`${other.keys}/${id}`, { 'if-match': '*' })).body.code).toBe('API_KEY_NOT_FOUND');
  });
});
