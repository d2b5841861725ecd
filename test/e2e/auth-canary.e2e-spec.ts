import { ApiClient } from '../support/api-client.js';
import { CanaryWatch } from '../support/canary-watch.js';

const PASSWORD = 'canary-password-1';

interface Scene {
  readonly watch: CanaryWatch;
  readonly anybody: ApiClient;
  readonly admin: ApiClient;
  /** The agent whose secrets they are: an administrator. */
  readonly agentId: string;
}

/** Each brings secrets into being, uses them rightly and wrongly, and names them to the watch. */
const STORIES: Readonly<Record<string, (scene: Scene) => Promise<void>>> = {
  async passwords({ watch, anybody, admin, agentId }) {
    const change = { password: watch.secret('a changed password', 'canary-password-2') };
    await watch.note(admin.patch(`/api/v1/agents/${agentId}`, change, { 'if-match': '*' }));
    const refused = { password: watch.secret('a refused password', 'short-canary') };
    await watch.note(admin.patch(`/api/v1/agents/${agentId}`, refused, { 'if-match': '"99"' }));
    const self = anybody.as(
      watch.secret('an access token', (await anybody.login('songbird', change.password)).token ?? ''),
    );
    const own = {
      currentPassword: watch.secret('a wrong current password', 'canary-guess'),
      newPassword: watch.secret('a password of its own', 'canary-password-3'),
    };
    await watch.note(self.put('/api/v1/auth/password', own));
    await watch.note(self.put('/api/v1/auth/password', { ...own, currentPassword: change.password }));
    await watch.note(self.get('/api/v1/auth/me'));
  },

  async logins({ watch, anybody }) {
    const username = watch.secret('a name typed in', 'canary-typed-as-name');
    const password = watch.secret('a wrong password', 'canary-wrong-password');
    const login = (body: object) => watch.note(anybody.post('/api/v1/auth/token', body));
    await login({ method: 'password', credentials: { username, password } });
    await login({ method: 'password', credentials: { username: 'songbird', password: 7, role: password } });
    await login({ method: watch.secret('a method typed in', 'canary-method-secret'), credentials: { password } });
    const body = `{"method":"password","credentials":{"password":"${password}"`;
    const headers = { 'content-type': 'application/json' };
    const reply = await fetch(`${anybody.url}/api/v1/auth/token`, { method: 'POST', headers, body });
    await watch.note(reply.json().then((it) => ({ status: reply.status, headers: reply.headers, body: it })));
  },

  async resets({ watch, anybody, admin, agentId }) {
    const path = `/api/v1/agents/${agentId}/password-reset`;
    const headers = { 'idempotency-key': 'canary-reset' };
    const old = watch.secret('a replaced reset token', (await admin.post(path)).body.resetToken as string);
    const resetToken = watch.secret(
      'a reset token',
      (await admin.post(path, undefined, headers)).body.resetToken as string,
    );
    await watch.note(admin.post(path, undefined, headers));
    const newPassword = watch.secret('a password after a reset', 'canary-password-4');
    for (const it of [old, `${resetToken}x`, resetToken, resetToken]) {
      await watch.note(anybody.post('/api/v1/auth/password/reset', { resetToken: it, newPassword }));
    }
  },

  async keys({ watch, anybody, admin, agentId }) {
    const keys = `/api/v1/agents/${agentId}/api-keys`;
    const headers = { 'idempotency-key': 'canary-key' };
    const { id, key } = (await admin.post(keys, { name: 'k' }, headers)).body;
    watch.secret('an API key', key as string);
    await watch.note(admin.post(keys, { name: 'k' }, headers));
    const rotation = (await anybody.as(key).post(`${keys}/${id}/rotate`, {})).body;
    const next = watch.secret('a successor of an API key', rotation.key as string);
    const { body } = await anybody.post('/api/v1/auth/token', { method: 'api_key', credentials: { key: next } });
    const token = watch.secret('an access token got by an API key', body.accessToken as string);
    for (const it of [key, `${key}x`, next, token, `${token}x`])
      await watch.note(anybody.as(it).get('/api/v1/auth/me'));
    await watch.note(anybody.as(key).get(`/api/v1/agents?cursor=${token}`));
    await watch.note(anybody.post('/api/v1/auth/token', { method: 'api_key', credentials: { key: `${next}x` } }));
    await watch.note(admin.post(`/api/v1/agents/${agentId}/api-keys`, { name: key, permissions: [next] }));
    await watch.note(admin.delete(`${keys}/${rotation.id}`, { 'if-match': '*' }));
  },

  /** Both secrets of an OAuth client that is made, used and rotated, one of them mistyped. */
  async clients({ watch, anybody, admin, agentId }) {
    const clients = `/api/v1/agents/${agentId}/clients`;
    const wanted = { name: 'canary', authentication: 'client_secret' };
    const { id, clientSecret } = (await admin.post(clients, wanted, { 'idempotency-key': 'canary-client' })).body;
    watch.secret('a client secret', clientSecret as string);
    const headers = { 'idempotency-key': 'canary-rotation' };
    const { body } = await admin.post(`${clients}/${id}/secret`, { overlapSeconds: 60 }, headers);
    const rotated = watch.secret('a rotated client secret', body.clientSecret as string);
    const login = (secret: string) => {
      const credentials = { clientId: id, clientSecret: secret };
      return anybody.post('/api/v1/auth/token', { method: 'client_credentials', credentials });
    };
    await watch.note(login(`${clientSecret}x`));
    watch.secret('an access token of a client', (await login(rotated)).body.accessToken as string);
    await watch.note(admin.get(clients));
  },

  /** The refresh tokens of a session: one used, one mistyped, and one that is still good. */
  async sessions({ watch, anybody }) {
    const credentials = { username: 'admin', password: 'correct-horse-battery' };
    const login = { method: 'password', credentials, withRefreshToken: true };
    const used = (await anybody.post('/api/v1/auth/token', login)).body.refreshToken as string;
    const refresh = (refreshToken: string) => anybody.post('/api/v1/auth/refresh', { refreshToken });
    await watch.note(refresh(`${watch.secret('a used refresh token', used)}x`));
    const { accessToken, refreshToken } = (await refresh(used)).body;
    watch.secret('an access token of a session', accessToken as string);
    watch.secret('a refresh token', refreshToken as string);
  },
};

describe('passwords, keys and tokens', () => {
  let watch: CanaryWatch;
  let places: Awaited<ReturnType<CanaryWatch['places']>>;

  beforeAll(async () => {
    watch = await CanaryWatch.start();
    const anybody = new ApiClient(watch.registry.url);
    const admin = await anybody.login();
    const agent = { name: 'songbird', displayName: 'canary', type: 'user', roles: ['admin'], password: PASSWORD };
    watch.secret('a password', PASSWORD);
    const { id: agentId } = (await watch.note(admin.post('/api/v1/agents', agent))).body;
    for (const story of Object.values(STORIES)) await story({ watch, anybody, admin, agentId });
    const ofAgent = ['', '/api-keys', '/clients', '/sessions'].map((it) => `agents/${agentId}${it}`);
    for (const path of ['agents', ...ofAgent, 'auth-methods', 'audit?limit=100', 'access-log']) {
      await watch.note(admin.get(`/api/v1/${path}`));
    }
    places = await watch.places();
  });
  afterAll(() => watch.close());

  it('are looked for where things stand', () => {
    expect(watch.secrets.length).toBeGreaterThan(20);
    expect(places.log).toContain('/api/v1/auth/token');
    expect(places.replies).toContain('api_key.revoked');
    expect(places.database).toContain('password.change_refused');
    expect(places.metrics).toContain('/api/v1/auth/password/reset');
    expect(watch.foundIn(`… ${PASSWORD} …`)).toEqual(['a password']);
    expect(watch.foundIn(Buffer.from(PASSWORD).toString('hex'))).toEqual(['a password']);
  });

  it.each(['log', 'replies', 'database', 'metrics'] as const)('stand nowhere: %s', (place) => {
    expect(watch.foundIn(places[place])).toEqual([]);
  });
});
