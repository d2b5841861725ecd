import { DataSource } from 'typeorm';
import { ApiClient } from '../support/api-client.js';
import { startTestRegistry, type TestRegistry } from '../support/registry.js';

/** Every row of every table as text. */
async function dump(dataSource: DataSource): Promise<string> {
  const tables: { name: string }[] = await dataSource.query(
    `SELECT quote_ident(table_name) AS name FROM information_schema.tables WHERE table_schema = 'public' AND table_type = 'BASE TABLE'`,
  );
  expect(tables.length).toBeGreaterThan(10);
  const texts: string[] = [];
  for (const { name } of tables) {
    const rows: { row: string }[] = await dataSource.query(`SELECT t::text AS row FROM ${name} t`);
    texts.push(...rows.map(({ row }) => row));
  }
  return texts.join('\n');
}

describe('passwords, keys and tokens', () => {
  let registry: TestRegistry;
  const replies: string[] = [];
  const secrets: string[] = [];

  beforeAll(async () => {
    registry = await startTestRegistry();
    const anybody = new ApiClient(registry.url);
    const admin = await anybody.login();
    const password = 'canary-password-1';
    const note = async (reply: Promise<{ body: unknown }>) => {
      const { body } = await reply;
      replies.push(JSON.stringify(body));
      return body as { id: string; key: string; accessToken: string };
    };
    const { id } = await note(
      admin.post('/api/v1/agents', {
        name: 'songbird',
        displayName: 'canary',
        type: 'user',
        roles: ['admin'],
        password,
      }),
    );
    const { key } = (await admin.post(`/api/v1/agents/${id}/api-keys`, { name: 'k' }, { 'idempotency-key': 'canary' }))
      .body;
    const canary = await anybody.login('songbird', password);
    const wrong = { username: 'canary-typed-as-name', password: 'canary-wrong-password' };
    await note(anybody.post('/api/v1/auth/token', { method: 'password', credentials: wrong }));
    await note(
      anybody.post('/api/v1/auth/token', { method: 'password', credentials: { username: 'canary', password: 7 } }),
    );
    await note(anybody.post('/api/v1/auth/token', { method: 'canary-method-secret', credentials: { password } }));
    await note(admin.patch(`/api/v1/agents/${id}`, { password: 'canary-password-2' }, { 'if-match': '*' }));
    await note(admin.patch(`/api/v1/agents/${id}`, { password: 'short-canary' }, { 'if-match': '"99"' }));
    secrets.push(...(await secretsOfClient(anybody, admin, id)), ...(await secretsOfSession(anybody)));
    const ofAgent = ['', '/api-keys', '/clients'].map((it) => `agents/${id}${it}`);
    for (const path of ['agents', ...ofAgent, 'auth-methods', 'audit', 'access-log']) {
      await note(admin.get(`/api/v1/${path}`));
    }
    await note(anybody.as(`${key}x`).get('/api/v1/auth/me'));
    secrets.push(
      password,
      'canary-password-2',
      'canary-wrong-password',
      'canary-typed-as-name',
      'canary-method-secret',
    );
    secrets.push('short-canary', key, canary.token ?? '');
  });
  afterAll(() => registry.close());

  it('stand in no row of the database', async () => {
    const rows = await dump(registry.app.get(DataSource));
    expect(rows).toContain('canary');
    for (const secret of secrets) expect(rows).not.toContain(secret);
  });

  it('stand in no reply but the one that shows them', () => {
    for (const secret of secrets) expect(replies.filter((it) => it.includes(secret))).toEqual([]);
  });
});

/** Both secrets of an OAuth client that was made, used and rotated, one of them mistyped, and an access token. */
async function secretsOfClient(anybody: ApiClient, admin: ApiClient, agentId: string): Promise<string[]> {
  const clients = `/api/v1/agents/${agentId}/clients`;
  const wanted = { name: 'canary', authentication: 'client_secret' };
  const { id, clientSecret } = (await admin.post(clients, wanted, { 'idempotency-key': 'canary-client' })).body;
  const headers = { 'idempotency-key': 'canary-rotation' };
  const rotated = (await admin.post(`${clients}/${id}/secret`, { overlapSeconds: 60 }, headers)).body.clientSecret;
  const login = (secret: string) =>
    anybody.post('/api/v1/auth/token', {
      ...{ method: 'client_credentials', credentials: { clientId: id, clientSecret: secret } },
    });
  await login(`${clientSecret}x`);
  return [clientSecret, rotated, (await login(rotated)).body.accessToken];
}

/** The refresh tokens of a session: one used, one mistyped, and one that is still good. */
async function secretsOfSession(anybody: ApiClient): Promise<string[]> {
  const credentials = { username: 'admin', password: 'correct-horse-battery' };
  const login = { method: 'password', credentials, withRefreshToken: true };
  const used = (await anybody.post('/api/v1/auth/token', login)).body.refreshToken as string;
  const refresh = (refreshToken: string) => anybody.post('/api/v1/auth/refresh', { refreshToken });
  await refresh(`${used}x`);
  const { accessToken, refreshToken } = (await refresh(used)).body;
  return [used, accessToken, refreshToken];
}
