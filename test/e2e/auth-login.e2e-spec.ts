import { randomUUID } from 'node:crypto';
import { PasswordHasher } from '../../src/auth/passwords/password-hasher.js';
import { Clock } from '../../src/common/clock.js';
import { ApiClient } from '../support/api-client.js';
import { startTestRegistry, type TestRegistry } from '../support/registry.js';

const RIGHT = 'correct-horse-battery';

describe('logging in', () => {
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

  const logIn = (username: string, password: string, method = 'password') =>
    anybody.post('/api/v1/auth/token', { method, credentials: { username, password } });

  async function createAgent(agent: object = {}) {
    const name = `a-${randomUUID().slice(0, 8)}`;
    const { body } = await admin.post('/api/v1/agents', { name, type: 'user', password: RIGHT, ...agent });
    return body as { id: string; name: string };
  }

  function wait(seconds: number) {
    const later = new Date(registry.app.get(Clock).now().getTime() + seconds * 1000);
    jest.spyOn(registry.app.get(Clock), 'now').mockReturnValue(later);
  }

  it('exchanges name and password for an access token that tells who is calling', async () => {
    const login = await logIn('admin', RIGHT);
    expect(login).toMatchObject({ status: 200, body: { tokenType: 'Bearer', expiresIn: 900 } });
    expect(login.headers.get('cache-control')).toBe('no-store');
    const me = await anybody.as(login.body.accessToken).get('/api/v1/auth/me');
    expect(me.body).toMatchObject({ name: 'admin', roles: ['admin'], permissions: ['*'], method: 'password' });
  });

  it.each(['ADMIN', 'ａｄｍｉｎ', ' admin '])('takes %j for the administrator', async (username) => {
    expect((await logIn(username, RIGHT)).status).toBe(200);
  });

  it('gives no token that would be too long to be accepted', async () => {
    const permissions = Array.from({ length: 60 }, (_, i) => `tool:invoke:${'a'.repeat(58)}${i}`);
    const login = { method: 'password', credentials: { username: 'admin', password: RIGHT } };
    for (const withRefreshToken of [false, true]) {
      const { status, body } = await anybody.post('/api/v1/auth/token', { ...login, permissions, withRefreshToken });
      expect([status, body.code]).toEqual([400, 'TOKEN_TOO_LONG']);
    }
    const { body } = await anybody.post('/api/v1/auth/token', {
      ...login,
      permissions: ['self:read', ...permissions.slice(0, 20)],
    });
    expect((await anybody.as(body.accessToken).get('/api/v1/auth/me')).status).toBe(200);
  });

  it('refuses every wrong proof in the same words', async () => {
    const disabled = await createAgent();
    await admin.post(`/api/v1/agents/${disabled.id}/disable`);
    const withoutPassword = await createAgent({ password: null });
    const replies = [
      await logIn('admin', 'wrong password'),
      await logIn('nobody-of-this-name', RIGHT),
      await logIn(disabled.name, RIGHT),
      await logIn(withoutPassword.name, RIGHT),
      await logIn('admin', RIGHT, 'no-such-method'),
      await anybody.post('/api/v1/auth/token', { method: 'api_key', credentials: { key: 'trk_nothing' } }),
    ];
    const told = replies.map(({ status, body }) => ({ status, ...body, requestId: '', instance: '' }));
    expect(told[0]).toMatchObject({ status: 401, code: 'INVALID_CREDENTIALS' });
    for (const it of told) expect(it).toEqual(told[0]);
  });

  it.each([
    [{ method: 'password' }, '/credentials'],
    [{ method: 'password', credentials: 'admin' }, '/credentials'],
    [{ method: 'password', credentials: { username: 'admin' } }, '/credentials/password'],
    [{ method: 'password', credentials: { username: 'admin', password: 7 } }, '/credentials/password'],
    [{ method: 'password', credentials: { username: 'admin', password: 'x', role: 'y' } }, '/credentials/role'],
    [{ method: ['password'], credentials: {} }, '/method'],
    [{ method: 'Pass Word', credentials: {} }, '/method'],
  ])('names what is missing in %j', async (body, pointer) => {
    const reply = await anybody.post('/api/v1/auth/token', body);
    expect([reply.status, reply.body.errors[0].pointer]).toEqual([400, pointer]);
  });

  it('does as much work for an unknown name as for a known one', async () => {
    const { name } = await createAgent();
    const hasher = registry.app.get(PasswordHasher, { strict: false });
    const verify = jest.spyOn(hasher, 'verify');
    await logIn(name, 'wrong password');
    await logIn('nobody-of-this-name', 'wrong password');
    expect(verify).toHaveBeenCalledTimes(2);
    await expect(hasher.verify(undefined, 'wrong password')).resolves.toBe(false);
  });

  it('audits success and refusal, and keeps nothing of what was typed', async () => {
    const { id, name } = await createAgent();
    const canary = `canary-${randomUUID()}`;
    await logIn(canary, 'wrong password');
    await logIn(name, RIGHT);
    const { body } = await admin.get('/api/v1/audit?limit=5');
    expect(body.data[0]).toMatchObject({
      action: 'login.succeeded',
      outcome: 'success',
      subject: { type: 'agent', id },
    });
    expect(body.data[1]).toMatchObject({ action: 'login.refused', outcome: 'refused', reason: 'not_proven' });
    expect(JSON.stringify(body)).not.toContain(canary);
  });

  describe('too often', () => {
    const FREE = 10;

    async function failOften(username: string, times = FREE) {
      const replies = [];
      for (let i = 0; i < times; i++) replies.push(await logIn(username, 'wrong password'));
      return replies.map((it) => it.status);
    }

    it.each([
      ['a known name', async () => (await createAgent()).name],
      ['an unknown name', async () => `unknown-${randomUUID()}`],
    ])('locks %s, whatever the spelling, for a growing time', async (_, naming) => {
      const name = await naming();
      expect(await failOften(name)).toEqual(Array<number>(FREE).fill(401));
      const locked = await logIn(name.toUpperCase(), RIGHT);
      expect([locked.status, locked.body.code]).toEqual([429, 'LOGIN_LOCKED']);
      expect(Number(locked.headers.get('retry-after'))).toBe(5);
      wait(5);
      expect((await logIn(name, 'wrong password')).status).toBe(401);
      expect((await logIn(name, 'wrong password')).headers.get('retry-after')).toBe('10');
    });

    it('lets the right password in once the lock is over, and starts counting anew', async () => {
      const { name } = await createAgent();
      await failOften(name);
      wait(6);
      expect((await logIn(name, RIGHT)).status).toBe(200);
      expect(await failOften(name, FREE - 1)).not.toContain(429);
      expect((await logIn(name, RIGHT)).status).toBe(200);
    });

    it('lets no more guesses through at once than one after the other', async () => {
      const { name } = await createAgent();
      const guesses = await Promise.all(Array.from({ length: 40 }, () => logIn(name, 'wrong password')));
      const statuses = guesses.map((it) => it.status);
      expect(statuses.filter((it) => it === 401)).toHaveLength(FREE);
      expect(statuses.filter((it) => it === 429)).toHaveLength(40 - FREE);
    });
  });
});
