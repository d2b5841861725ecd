import jsonwebtoken from 'jsonwebtoken';
import { AccessTokens, type TokenGrant } from '../../src/auth/tokens/access-tokens.js';
import { ApiClient } from '../support/api-client.js';
import { basic, exchange, type Machine, newClient, newMachine, postForm, tokenOf } from '../support/oauth.js';
import { startTestRegistry, type TestRegistry } from '../support/registry.js';

describe('POST /oauth/introspect', () => {
  let registry: TestRegistry;
  let admin: ApiClient;
  let alice: Machine;
  let bot: Machine;
  let gateway: Machine;
  let token: string;

  beforeAll(async () => {
    registry = await startTestRegistry();
    admin = await new ApiClient(registry.url).login();
    alice = await newMachine(admin, { permissions: ['self:read', 'tool:read'] });
    bot = await newMachine(admin, { permissions: ['self:read'] });
    gateway = await newMachine(admin, { permissions: ['token:introspect'] });
    token = await tokenOf(registry.url, alice);
  });
  afterAll(() => registry.close());

  const ask = (headers: Record<string, string>, text: string, form: Record<string, string> = {}) =>
    postForm(registry.url, '/oauth/introspect', { token: text, ...form }, headers);
  const bearer = (text: string) => ({ authorization: `Bearer ${text}` });
  const claimsOf = (text: string) => jsonwebtoken.decode(text) as Record<string, unknown>;
  async function specialToken(special: Partial<TokenGrant>): Promise<string> {
    const agent = { id: alice.agentId, tokenEpoch: Number(claimsOf(token)['epoch']) };
    const grant = { agent, method: 'client_credentials', limits: {}, ...special };
    return (await registry.app.get(AccessTokens, { strict: false }).issue(grant)).token;
  }

  it('tells a client what a token of its agent is good for', async () => {
    const { iss, aud, exp, iat, jti } = claimsOf(token);
    const { status, headers, body } = await ask(basic(alice), token);
    expect([status, headers.get('cache-control')]).toEqual([200, 'no-store']);
    expect(body).toEqual({
      active: true,
      scope: 'self:read tool:read',
      client_id: alice.id,
      username: alice.name,
      token_type: 'Bearer',
      sub: alice.agentId,
      ...{ iss, aud, exp, iat, jti },
    });
  });

  it.each(['access_token', 'refresh_token', 'nonsense'])('minds no hint such as %s', async (hint) => {
    expect((await ask(basic(alice), token, { token_type_hint: hint })).body.active).toBe(true);
  });

  it('tells of the permissions that a token has in effect', async () => {
    const narrow = await tokenOf(registry.url, alice, { scope: 'tool:read' });
    expect((await ask(basic(alice), narrow)).body.scope).toBe('tool:read');
  });

  it('tells an agent about tokens that it acts by, and that act for it', async () => {
    const { body } = await exchange(registry.url, bot, token);
    for (const part of [alice, bot]) {
      const reply = await ask(basic(part), body.access_token);
      expect(reply.body).toMatchObject({ active: true, act: { sub: bot.agentId } });
      expect(reply.body.act).toEqual({ sub: bot.agentId });
    }
  });

  it('tells about bound tokens wherever they may be used from, and to what they are bound', async () => {
    const elsewhere = await specialToken({ limits: { addresses: ['203.0.113.0/24'] }, provenKey: 'thumb' });
    expect((await ask(basic(alice), elsewhere)).body).toMatchObject({ token_type: 'DPoP', cnf: { jkt: 'thumb' } });
  });

  it('tells holders of token:introspect about every token: by a client, and as bearers', async () => {
    expect((await ask(basic(gateway), token)).body.active).toBe(true);
    const ofGateway = await tokenOf(registry.url, gateway);
    expect((await ask(bearer(ofGateway), token)).body.active).toBe(true);
    expect((await ask(bearer(String(admin.token)), token)).body.active).toBe(true);
    const narrow = await newClient(admin, gateway.agentId, { permissions: ['self:read'] });
    expect((await ask(basic(narrow), token)).body).toEqual({ active: false });
  });

  it('tells all else alike, byte by byte', async () => {
    const revoked = await tokenOf(registry.url, alice);
    await postForm(registry.url, '/oauth/revoke', { token: revoked }, basic(alice));
    const { body: key } = await admin.post(`/api/v1/agents/${alice.agentId}/api-keys`, { name: 'x' });
    const unknown = [
      'garbage',
      'a.b.c',
      `${token}x`,
      token.replace(/.{8}$/, 'AAAAAAAA'),
      'ÿ',
      revoked,
      key.key,
      alice.secret,
      String(admin.token),
      await specialToken({ endsBy: new Date(Date.now() - 1000) }),
      await specialToken({ agent: { id: alice.agentId, tokenEpoch: 99 } }),
      await specialToken({ method: 'gone' }),
    ];
    for (const text of unknown) {
      const { status, body } = await ask(basic(alice), text);
      expect([text, status, body]).toEqual([text, 200, { active: false }]);
    }
    expect((await ask(basic(bot), token)).body).toEqual({ active: false });
  });

  it.each([
    ['nobody', () => ({}), 401, 'invalid_client'],
    ['a wrong secret', () => basic({ ...alice, secret: 'trs_x' }), 401, 'invalid_client'],
    ['a wrong bearer', () => bearer('a.b.c'), 401, 'invalid_token'],
    ['a bearer without the permission', () => bearer(token), 403, 'insufficient_scope'],
  ])('refuses %s', async (_, headers: () => Record<string, string>, status, error) => {
    const reply = await ask(headers(), token);
    expect([reply.status, reply.body.error]).toEqual([status, error]);
  });

  it('refuses a bearer that is a client too, and a request without a token', async () => {
    const both = await ask(bearer(token), token, { client_id: alice.id, client_secret: alice.secret });
    expect([both.status, both.body.error]).toEqual([400, 'invalid_request']);
    const none = await postForm(registry.url, '/oauth/introspect', {}, basic(alice));
    expect([none.status, none.body.error]).toEqual([400, 'invalid_request']);
    const query = await postForm(registry.url, `/oauth/introspect?token=${token}`, { token }, basic(alice));
    expect([query.status, query.body.error]).toEqual([400, 'invalid_request']);
  });
});
