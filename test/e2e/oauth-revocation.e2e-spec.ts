import { ApiClient } from '../support/api-client.js';
import { basic, exchange, type Machine, newClient, newMachine, postForm, tokenOf } from '../support/oauth.js';
import { startTestRegistry, type TestRegistry } from '../support/registry.js';

const PASSWORD = 'correct-horse-battery';

describe('POST /oauth/revoke', () => {
  let registry: TestRegistry;
  let admin: ApiClient;
  let alice: Machine;
  let bot: Machine;

  beforeAll(async () => {
    registry = await startTestRegistry();
    admin = await new ApiClient(registry.url).login();
    alice = await newMachine(admin, { permissions: ['self:read', 'tool:read'] });
    bot = await newMachine(admin, { permissions: ['self:read'] });
  });
  afterAll(() => registry.close());

  const revoke = (headers: Record<string, string>, token: string, form: Record<string, string> = {}) =>
    postForm(registry.url, '/oauth/revoke', { token, ...form }, headers);
  const bearer = (token: string) => ({ authorization: `Bearer ${token}` });
  const works = async (token: string) =>
    (await new ApiClient(registry.url, token).get('/api/v1/auth/me')).status === 200;

  it.each(['', 'access_token', 'refresh_token', 'nonsense'])('ends a token whatever the hint: %j', async (hint) => {
    const token = await tokenOf(registry.url, alice);
    expect(await works(token)).toBe(true);
    const { status, body } = await revoke(basic(alice), token, { token_type_hint: hint });
    expect([status, body]).toEqual([200, '']);
    expect(await works(token)).toBe(false);
  });

  it('leaves a record, without the token', async () => {
    const token = await tokenOf(registry.url, alice);
    await revoke(basic(alice), token);
    const { body } = await admin.get('/api/v1/audit?action=token.revoked&limit=1');
    expect(body.data[0]).toMatchObject({ subject: { type: 'access_token' }, onBehalfOf: alice.agentId });
    expect(JSON.stringify(body)).not.toContain(token);
  });

  it('ends what was exchanged for it, and nothing else', async () => {
    const [token, other] = [await tokenOf(registry.url, alice), await tokenOf(registry.url, alice)];
    const { body: derived } = await exchange(registry.url, bot, token);
    const { body: sibling } = await exchange(registry.url, bot, other);
    await revoke(basic(alice), token);
    expect(await works(derived.access_token)).toBe(false);
    expect([await works(other), await works(sibling.access_token)]).toEqual([true, true]);
  });

  it('lets the client of an exchange end its token, and the subject token go on', async () => {
    const token = await tokenOf(registry.url, alice);
    const { body: derived } = await exchange(registry.url, bot, token);
    expect((await revoke(basic(bot), derived.access_token)).status).toBe(200);
    expect([await works(derived.access_token), await works(token)]).toEqual([false, true]);
  });

  it('lets the bearer of a token end it', async () => {
    const token = await tokenOf(registry.url, alice);
    expect((await revoke(bearer(token), token)).status).toBe(200);
    expect(await works(token)).toBe(false);
    expect((await revoke(bearer(token), token)).body.error).toBe('invalid_token');
  });

  it('lets whoever acts for an agent end the token that they act by, and no other', async () => {
    const subject = await tokenOf(registry.url, alice);
    const other = await tokenOf(registry.url, alice);
    const { access_token: delegated } = (await exchange(registry.url, bot, subject)).body;
    for (const token of [subject, other, 'trr_x']) {
      const { status, body } = await revoke(bearer(delegated), token);
      expect([status, body.error]).toEqual([400, 'unauthorized_client']);
    }
    expect([await works(subject), await works(other)]).toEqual([true, true]);
    expect((await revoke(bearer(delegated), delegated)).status).toBe(200);
    expect([await works(delegated), await works(subject)]).toEqual([false, true]);
  });

  it('refuses to end the tokens of others, which go on', async () => {
    const token = await tokenOf(registry.url, alice);
    const root = await newMachine(admin, { roles: ['admin'] });
    for (const headers of [basic(bot), basic(root), bearer(await tokenOf(registry.url, bot))]) {
      const { status, body } = await revoke(headers, token);
      expect([status, body.error]).toEqual([400, 'unauthorized_client']);
    }
    expect(await works(token)).toBe(true);
  });

  it('answers alike for what is no token, and twice', async () => {
    const token = await tokenOf(registry.url, alice);
    for (const text of [token, token, 'garbage', 'a.b.c', `${token}x`, alice.secret, 'trr_x', 'ÿ']) {
      const { status, body } = await revoke(basic(alice), text);
      expect([status, body]).toEqual([200, '']);
    }
  });

  it('ends the session of a refresh token of the own agent, not of others', async () => {
    const agent = { name: 'revoked-rita', type: 'user', roles: ['user'], password: PASSWORD };
    const { body: rita } = await admin.post('/api/v1/agents', agent);
    const client = await newClient(admin, rita.id);
    const credentials = { username: agent.name, password: PASSWORD };
    const login = { method: 'password', credentials, withRefreshToken: true };
    const { body } = await new ApiClient(registry.url).post('/api/v1/auth/token', login);
    expect((await revoke(basic(alice), body.refreshToken)).status).toBe(200);
    expect(await works(body.accessToken)).toBe(true);
    expect((await revoke(basic(client), body.refreshToken)).status).toBe(200);
    expect(await works(body.accessToken)).toBe(false);
  });

  it.each([
    ['nobody', () => ({}), 401, 'invalid_client'],
    ['a wrong secret', () => basic({ ...alice, secret: 'trs_x' }), 401, 'invalid_client'],
    ['a wrong bearer', () => bearer('a.b.c'), 401, 'invalid_token'],
  ])('refuses %s', async (_, headers: () => Record<string, string>, status, error) => {
    const token = await tokenOf(registry.url, alice);
    const reply = await revoke(headers(), token);
    expect([reply.status, reply.body.error, await works(token)]).toEqual([status, error, true]);
  });
});
