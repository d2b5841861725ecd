import { randomUUID } from 'node:crypto';
import { DataSource } from 'typeorm';
import { ApiClient } from '../support/api-client.js';
import { startTestRegistry, type TestRegistry } from '../support/registry.js';

const PASSWORD = 'a long enough password';

describe('the rights of agents', () => {
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

  /** A client that may manage agents, and little else. */
  async function agentManager(...more: string[]) {
    const permissions = ['self:read', 'agent:read', 'agent:manage', ...more];
    const { name, id } = await create({ permissions });
    return { id, client: await anybody.login(name, PASSWORD) };
  }

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

    it.each([
      ['a password', { password: PASSWORD }],
      ['a link to another issuer', { identities: [{ issuer: 'https://idp.example', subject: 'me' }] }],
    ])('cannot turn a proof that ends, or holds here only, into %s of their own, or of others', async (_, patch) => {
      const { id } = await agentManager();
      const expiresAt = new Date(Date.now() + 3_600_000).toISOString();
      for (const limit of [{ expiresAt }, { allowedAddresses: ['127.0.0.0/8'] }]) {
        const { key } = (await admin.post(`/api/v1/agents/${id}/api-keys`, { name: 'k', ...limit })).body;
        const reply = await admin.as(key).patch(`/api/v1/agents/${id}`, patch, { 'if-match': '*' });
        expect([reply.status, reply.body.code]).toEqual([403, 'FULL_PROOF_REQUIRED']);
        const somebody = (await create()).id;
        const other = await admin.as(key).patch(`/api/v1/agents/${somebody}`, patch, { 'if-match': '*' });
        expect([other.status, other.body.code]).toEqual([403, 'FULL_PROOF_REQUIRED']);
      }
    });

    it('can hand out what they hold', async () => {
      const { client } = await agentManager('tool:invoke');
      const permissions = ['agent:read', 'tool:invoke:one'];
      expect((await client.post('/api/v1/agents', { name: newName(), type: 'bot', permissions })).status).toBe(201);
    });

    it('cannot raise themselves', async () => {
      const { id, client } = await agentManager();
      const reply = await client.patch(`/api/v1/agents/${id}`, { roles: ['admin'] }, { 'if-match': '*' });
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
