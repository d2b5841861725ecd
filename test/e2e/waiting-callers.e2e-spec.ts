import { randomUUID } from 'node:crypto';
import { Client } from 'pg';
import { ApiClient, type ApiReply } from '../support/api-client.js';
import { startTestRegistry, type TestRegistry } from '../support/registry.js';

const ANY = { 'if-match': '*' };
const PASSWORD = 'seven-green-lanterns';

/** What takes a caller's rights away, as the registry does it, while others wait. */
const LOSSES = {
  disabled: `UPDATE agent SET status = 'disabled', token_epoch = token_epoch + 1 WHERE id = $1`,
  'logged out everywhere': `UPDATE agent SET token_epoch = token_epoch + 1 WHERE id = $1`,
  deleted: `DELETE FROM agent WHERE id = $1`,
} as const;
const DEMOTION = `DELETE FROM agent_role WHERE agent_id = $1`;

describe('callers whose turn comes when they have lost what let them in', () => {
  let registry: TestRegistry;
  let database: Client;
  let admin: ApiClient;

  beforeAll(async () => {
    registry = await startTestRegistry();
    database = new Client({ connectionString: registry.databaseUrl });
    await database.connect();
    admin = await new ApiClient(registry.url).login();
  });
  afterAll(async () => {
    await database.end();
    await registry.close();
  });

  async function newAgent(roles: string[]) {
    const wanted = { name: `w-${randomUUID().slice(0, 8)}`, type: 'service', roles, password: PASSWORD };
    const { id, name } = (await admin.post('/api/v1/agents', wanted)).body;
    return { id: id as string, api: await new ApiClient(registry.url).login(name, PASSWORD) };
  }

  /** Asks while the lock of all changes is held, and takes the caller's rights away before it is let go. */
  async function askWhile(sql: string, values: unknown[], ask: () => Promise<ApiReply>): Promise<ApiReply> {
    await database.query('BEGIN');
    await database.query(`SELECT FROM role WHERE name = 'admin' FOR UPDATE`);
    const asked = ask();
    for (let turn = 0; turn < 5000 && (await waiting()) === 0; turn += 1);
    const waited = await waiting();
    await database.query(sql, values);
    await database.query('COMMIT');
    const reply = await asked;
    expect(waited).toBe(1);
    return reply;
  }

  /** A transaction sees the same activity until it clears its snapshot. */
  async function waiting(): Promise<number> {
    await database.query('SELECT pg_stat_clear_snapshot()');
    const { rows } = await database.query<{ count: number }>(
      `SELECT count(*)::int FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`,
    );
    return rows[0]?.count ?? 0;
  }

  it.each(Object.entries(LOSSES))('grant nothing once they are %s', async (_, loss) => {
    const [manager, friend] = [await newAgent(['admin']), await newAgent([])];
    const path = `/api/v1/agents/${friend.id}`;
    const reply = await askWhile(loss, [manager.id], () => manager.api.patch(path, { roles: ['admin'] }, ANY));
    expect([reply.status, reply.body.code]).toEqual([401, 'INVALID_TOKEN']);
    expect((await admin.get(path)).body.roles).toEqual([]);
  });

  const role = () => ({ name: `w_${randomUUID().slice(0, 8)}`, description: 'Wide.', permissions: ['*'] });
  const issuer = { issuer: 'https://issuer.example', audiences: ['registry'] };
  const changes: [string, (api: ApiClient, friend: string) => Promise<ApiReply>][] = [
    ['a role', (api) => api.post('/api/v1/roles', role())],
    ['an agent', (api) => api.post('/api/v1/agents', { name: `w-${randomUUID().slice(0, 8)}`, type: 'bot' })],
    ['a change of an agent', (api, id) => api.patch(`/api/v1/agents/${id}`, { displayName: 'x' }, ANY)],
    ['an end', (api, id) => api.post(`/api/v1/agents/${id}/disable`)],
    ['an API key', (api, id) => api.post(`/api/v1/agents/${id}/api-keys`, { name: 'k' })],
    ['a client', (api, id) => api.post(`/api/v1/agents/${id}/clients`, { name: 'c', authentication: 'client_secret' })],
    ['a password reset', (api, id) => api.post(`/api/v1/agents/${id}/password-reset`)],
    ['an auth method', (api) => api.post('/api/v1/auth-methods', { name: 'w', kind: 'oauth', settings: issuer })],
  ];

  it.each(changes)('make %s no more once they are demoted, whatever they hold', async (_, change) => {
    const [manager, friend] = [await newAgent(['admin']), await newAgent([])];
    const { key } = (await manager.api.post(`/api/v1/agents/${manager.id}/api-keys`, { name: 'k' })).body;
    const api = new ApiClient(registry.url, key);
    expect((await askWhile(DEMOTION, [manager.id], () => change(api, friend.id))).status).toBe(403);
  });

  it('go on with what they have not lost', async () => {
    const [manager, friend] = [await newAgent(['admin']), await newAgent([])];
    const ask = () => manager.api.patch(`/api/v1/agents/${friend.id}`, { roles: ['user'] }, ANY);
    expect((await askWhile('SELECT $1', [manager.id], ask)).status).toBe(200);
  });

  it('make nothing with a key that has been revoked', async () => {
    const manager = await newAgent(['admin']);
    const { id, key } = (await manager.api.post(`/api/v1/agents/${manager.id}/api-keys`, { name: 'k' })).body;
    const revoke = `INSERT INTO revocation (basis, expires_at) VALUES ($1, 'infinity')`;
    const api = new ApiClient(registry.url, key);
    const reply = await askWhile(revoke, [id], () => api.post('/api/v1/roles', role()));
    expect([reply.status, reply.body.code]).toEqual([401, 'INVALID_TOKEN']);
  });
});
