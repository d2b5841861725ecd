import { randomUUID } from 'node:crypto';
import { DataSource } from 'typeorm';
import { ApiClient } from '../support/api-client.js';
import { startTestRegistry, type TestRegistry } from '../support/registry.js';

const PASSWORD = 'a long enough password';

describe('agents', () => {
  let registry: TestRegistry;
  let anybody: ApiClient;
  let admin: ApiClient;

  beforeAll(async () => {
    registry = await startTestRegistry();
    anybody = new ApiClient(registry.url);
    admin = await anybody.login();
  });
  afterAll(() => registry.close());

  const newName = () => `a-${randomUUID().slice(0, 8)}`;

  async function create(agent: object = {}) {
    const reply = await admin.post('/api/v1/agents', { name: newName(), type: 'bot', password: PASSWORD, ...agent });
    expect(reply.status).toBe(201);
    return reply.body as { id: string; name: string; revision: number };
  }

  const ifMatch = (revision: number) => ({ 'if-match': `"${revision}"` });

  /** A client that may manage agents, and little else. */
  async function agentManager(...more: string[]) {
    const permissions = ['self:read', 'agent:read', 'agent:manage', ...more];
    const { name, id } = await create({ permissions });
    return { id, client: await anybody.login(name, PASSWORD) };
  }

  describe('creating', () => {
    it('answers with the agent, without its password', async () => {
      const name = newName();
      const agent = { name, type: 'service', roles: ['user'], permissions: ['usage:read'], metadata: { team: 'x' } };
      const reply = await admin.post('/api/v1/agents', { ...agent, password: PASSWORD });
      expect(reply.status).toBe(201);
      expect(reply.body).toMatchObject({ ...agent, displayName: name, status: 'active', ownerId: null, revision: 1 });
      expect(JSON.stringify(reply.body)).not.toContain(PASSWORD);
      const read = await admin.get(`/api/v1/agents/${reply.body.id}`);
      expect(read.body).toEqual(reply.body);
      expect(read.headers.get('etag')).toBe('"1"');
    });

    it.each([
      ['case', 'Straße-bot', 'STRASSE-BOT', 201],
      ['case', 'Alice.One', 'ALICE.one', 409],
      ['width', 'bob1', 'ｂｏｂ１', 409],
      ['composition', 'caf\u00e9', 'cafe\u0301', 409],
    ])('compares names by %s: %s and %s', async (_, first, second, status) => {
      await create({ name: first });
      const reply = await admin.post('/api/v1/agents', { name: second, type: 'bot' });
      expect(reply.status).toBe(status);
      if (status === 409) expect(reply.body.code).toBe('AGENT_NAME_TAKEN');
    });

    it('lets one of many creations of one name win', async () => {
      const name = newName();
      const race = Array.from({ length: 8 }, (_, i) =>
        admin.post('/api/v1/agents', { name: i % 2 ? name.toUpperCase() : name, type: 'bot' }),
      );
      const statuses = (await Promise.all(race)).map((it) => it.status).sort();
      expect(statuses).toEqual([201, ...Array<number>(7).fill(409)]);
    });

    it.each([
      [{ name: 'has space' }, '/name'],
      [{ name: '' }, '/name'],
      [{ type: 'robot' }, '/type'],
      [{ password: 'too short' }, '/password'],
      [{ permissions: ['tool'] }, '/permissions'],
      [{ permissions: null }, '/permissions'],
      [{ roles: ['no-such-role'] }, '/roles/0'],
      [{ ownerId: randomUUID() }, '/ownerId'],
      [{ metadata: { text: 'x'.repeat(9000) } }, '/metadata'],
      [{ status: 'disabled' }, '/status'],
      [{ tokenEpoch: 9 }, '/tokenEpoch'],
    ])('refuses %j', async (flaw, pointer) => {
      const reply = await admin.post('/api/v1/agents', { name: newName(), type: 'bot', ...flaw });
      expect(reply.status).toBe(400);
      expect(reply.body.errors[0].pointer).toBe(pointer);
    });
  });

  describe('listing', () => {
    it('pages through agents by filter', async () => {
      const { id: ownerId } = await create({ type: 'user' });
      const ids: string[] = [];
      for (let i = 0; i < 3; i++) ids.push((await create({ type: 'service', ownerId, roles: ['auditor'] })).id);
      await create({ type: 'bot', ownerId });
      const first = await admin.get(
        `/api/v1/agents?ownerId=${ownerId}&type=service&role=auditor&status=active&limit=2`,
      );
      expect(first.body.data.map((it: { id: string }) => it.id)).toEqual(ids.slice(0, 2));
      const second = await admin.get(`/api/v1/agents?limit=2&cursor=${first.body.page.nextCursor}`);
      expect(second.body.data.map((it: { id: string }) => it.id)).toEqual(ids.slice(2));
      expect(second.body.page).toEqual({ nextCursor: null, hasMore: false });
    });

    it('shows the roles there are', async () => {
      const { body } = await admin.get('/api/v1/roles');
      const names = body.data.map((it: { name: string }) => it.name);
      expect(names).toEqual(['admin', 'auditor', 'policy_admin', 'tool_publisher', 'user']);
      expect(body.data[0].permissions).toEqual(['*']);
    });
  });

  describe('changing', () => {
    it('leaves what is absent and clears what is null', async () => {
      const owner = await create();
      const agent = await create({ ownerId: owner.id, metadata: { a: 1 }, roles: ['user'] });
      const reply = await admin.patch(`/api/v1/agents/${agent.id}`, { ownerId: null, metadata: null }, ifMatch(1));
      expect(reply.body).toMatchObject({
        ownerId: null,
        metadata: {},
        roles: ['user'],
        displayName: agent.name,
        revision: 2,
      });
    });

    it.each([
      [{}, 428],
      [{ 'if-match': '"7"' }, 412],
      [{ 'if-match': '"1"' }, 200],
      [{ 'if-match': '*' }, 200],
    ])('with the headers %j is answered %i', async (headers, status) => {
      const { id } = await create();
      expect((await admin.patch(`/api/v1/agents/${id}`, { displayName: 'new' }, headers)).status).toBe(status);
    });

    it.each([
      ['other roles', { roles: ['auditor'] }],
      ['other permissions', { permissions: ['self:read', 'audit:read'] }],
      ['another password', { password: 'another long password' }],
    ])('to %s ends access tokens at once', async (_, patch) => {
      const { id, name } = await create({ permissions: ['self:read'] });
      const client = await anybody.login(name, PASSWORD);
      expect((await client.get('/api/v1/auth/me')).status).toBe(200);
      expect((await admin.patch(`/api/v1/agents/${id}`, patch, ifMatch(1))).status).toBe(200);
      expect((await client.get('/api/v1/auth/me')).status).toBe(401);
    });

    it('of the display name ends nothing', async () => {
      const { id, name } = await create({ permissions: ['self:read'] });
      const client = await anybody.login(name, PASSWORD);
      await admin.patch(`/api/v1/agents/${id}`, { displayName: 'Another' }, ifMatch(1));
      expect((await client.get('/api/v1/auth/me')).status).toBe(200);
    });

    it('takes a password away', async () => {
      const { id, name } = await create();
      await admin.patch(`/api/v1/agents/${id}`, { password: null }, ifMatch(1));
      expect((await anybody.login(name, PASSWORD)).token).toBeUndefined();
    });
  });

  describe('disabling', () => {
    it('refuses tokens, keys and logins at once, and enabling does not revive the tokens', async () => {
      const { id, name } = await create({ permissions: ['self:read'] });
      const { key } = (await admin.post(`/api/v1/agents/${id}/api-keys`, { name: 'k' })).body;
      const byToken = await anybody.login(name, PASSWORD);
      const byKey = anybody.as(key);
      const statuses = async () => [
        (await byToken.get('/api/v1/auth/me')).status,
        (await byKey.get('/api/v1/auth/me')).status,
      ];
      expect(await statuses()).toEqual([200, 200]);
      expect((await admin.post(`/api/v1/agents/${id}/disable`)).body.status).toBe('disabled');
      expect(await statuses()).toEqual([401, 401]);
      expect((await anybody.login(name, PASSWORD)).token).toBeUndefined();
      expect((await admin.post(`/api/v1/agents/${id}/enable`)).body.status).toBe('active');
      expect(await statuses()).toEqual([401, 200]);
    });
  });

  describe('deleting', () => {
    it('ends what the agent holds', async () => {
      const { id, name } = await create({ permissions: ['self:read'] });
      const client = await anybody.login(name, PASSWORD);
      expect((await admin.delete(`/api/v1/agents/${id}`, ifMatch(9))).status).toBe(412);
      expect((await admin.delete(`/api/v1/agents/${id}`, ifMatch(1))).status).toBe(204);
      expect((await client.get('/api/v1/auth/me')).status).toBe(401);
      expect((await admin.get(`/api/v1/agents/${id}`)).body.code).toBe('AGENT_NOT_FOUND');
    });

    it('is refused while the agent owns others', async () => {
      const owner = await create();
      await create({ ownerId: owner.id });
      const reply = await admin.delete(`/api/v1/agents/${owner.id}`, ifMatch(1));
      expect([reply.status, reply.body.code]).toEqual([409, 'AGENT_IN_USE']);
    });
  });

  describe('the last administrator', () => {
    const adminId = async () => (await admin.get('/api/v1/auth/me')).body.agentId as string;

    it.each([
      ['disabled', async () => admin.post(`/api/v1/agents/${await adminId()}/disable`)],
      ['deleted', async () => admin.delete(`/api/v1/agents/${await adminId()}`, { 'if-match': '*' })],
      [
        'demoted',
        async () => admin.patch(`/api/v1/agents/${await adminId()}`, { roles: ['user'] }, { 'if-match': '*' }),
      ],
    ])('cannot be %s', async (_, attempt) => {
      const reply = await attempt();
      expect([reply.status, reply.body.code]).toEqual([409, 'LAST_ADMINISTRATOR']);
      expect((await admin.get('/api/v1/auth/me')).body.roles).toEqual(['admin']);
    });

    it('is left when all administrators are disabled at once', async () => {
      const other = await startTestRegistry();
      try {
        const first = await new ApiClient(other.url).login();
        const ids = [(await first.get('/api/v1/auth/me')).body.agentId as string];
        for (let i = 0; i < 4; i++) {
          const agent = { name: newName(), type: 'user', roles: ['admin'] };
          ids.push((await first.post('/api/v1/agents', agent)).body.id);
        }
        await Promise.all(ids.map((id) => first.post(`/api/v1/agents/${id}/disable`)));
        const sql = `SELECT count(*)::int AS active FROM agent JOIN agent_role ON agent_id = id
          WHERE role_name = 'admin' AND status = 'active'`;
        const [row] = await other.app.get(DataSource).query(sql);
        expect(row.active).toBeGreaterThan(0);
      } finally {
        await other.close();
      }
    });
  });

  describe('those who hold less', () => {
    it.each([
      ['a wider role', { roles: ['admin'] }],
      ['a wider permission', { permissions: ['policy:manage'] }],
      ['everything', { permissions: ['*'] }],
    ])('cannot create an agent with %s', async (_, grant) => {
      const { client } = await agentManager();
      const reply = await client.post('/api/v1/agents', { name: newName(), type: 'bot', ...grant });
      expect([reply.status, reply.body.code]).toEqual([403, 'GRANT_TOO_WIDE']);
    });

    it('can hand out what they hold', async () => {
      const { client } = await agentManager('tool:invoke');
      const permissions = ['agent:read', 'tool:invoke:one'];
      expect((await client.post('/api/v1/agents', { name: newName(), type: 'bot', permissions })).status).toBe(201);
    });

    it('cannot raise themselves', async () => {
      const { id, client } = await agentManager();
      const reply = await client.patch(`/api/v1/agents/${id}`, { roles: ['admin'] }, ifMatch(1));
      expect([reply.status, reply.body.code]).toEqual([403, 'GRANT_TOO_WIDE']);
    });

    it.each([
      [
        'set the password of',
        (c: ApiClient, id: string) => c.patch(`/api/v1/agents/${id}`, { password: PASSWORD }, { 'if-match': '*' }),
      ],
      ['disable', (c: ApiClient, id: string) => c.post(`/api/v1/agents/${id}/disable`)],
      ['delete', (c: ApiClient, id: string) => c.delete(`/api/v1/agents/${id}`, { 'if-match': '*' })],
      ['make a key for', (c: ApiClient, id: string) => c.post(`/api/v1/agents/${id}/api-keys`, { name: 'k' })],
      [
        'make a narrow key for',
        (c: ApiClient, id: string) =>
          c.post(`/api/v1/agents/${id}/api-keys`, { name: 'k', permissions: ['self:read'] }),
      ],
    ])('cannot %s an agent that holds more', async (_, attempt) => {
      const { client } = await agentManager();
      const { id } = await create({ roles: ['policy_admin'] });
      const reply = await attempt(client, id);
      expect([reply.status, reply.body.code]).toEqual([403, 'AGENT_OUTRANKS_CALLER']);
    });
  });
});
