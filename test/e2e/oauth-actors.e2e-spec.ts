import jsonwebtoken from 'jsonwebtoken';
import { ApiClient } from '../support/api-client.js';
import { boundToken, ProofKey } from '../support/dpop.js';
import { ACCESS_TOKEN, basic, exchange, type Machine, newMachine, postForm, tokenOf } from '../support/oauth.js';
import { startTestRegistry, type TestRegistry } from '../support/registry.js';

interface Act {
  readonly sub: string;
  readonly act?: Act;
}

describe('agents that act for others', () => {
  let registry: TestRegistry;
  let admin: ApiClient;
  let alice: Machine;

  beforeAll(async () => {
    registry = await startTestRegistry();
    admin = await new ApiClient(registry.url).login();
    alice = await newMachine(admin, { permissions: ['self:read', 'tool:read'] });
  });
  afterAll(() => registry.close());

  const newBot = () => newMachine(admin, { permissions: ['self:read', 'tool:read', 'audit:read'] });
  const actOf = (token: string) => (jsonwebtoken.decode(token) as { act: Act }).act;
  const namesOf = (act: Act | undefined): string[] => (act ? [act.sub, ...namesOf(act.act)] : []);
  const works = async (token: string) =>
    (await new ApiClient(registry.url, token).get('/api/v1/auth/me')).status === 200;
  const swap = async (actor: Machine, subject: string, form = {}) =>
    (await exchange(registry.url, actor, subject, form)).body.access_token as string;

  it('are named one before the other, and are four at most', async () => {
    const bots = [await newBot(), await newBot(), await newBot(), await newBot()];
    let token = await tokenOf(registry.url, alice);
    for (const bot of bots) token = await swap(bot, token);
    expect(namesOf(actOf(token))).toEqual(bots.map((it) => it.agentId).reverse());
    expect(await works(token)).toBe(true);
    const { status, body } = await exchange(registry.url, await newBot(), token);
    expect([status, body.error]).toEqual([400, 'invalid_request']);
  });

  it('may be named by a token of theirs, in place of the client', async () => {
    const gateway = await newBot();
    const bot = await newMachine(admin, { permissions: ['tool:read'] });
    const subject = await tokenOf(registry.url, alice);
    const actor = { actor_token: await tokenOf(registry.url, bot), actor_token_type: ACCESS_TOKEN };
    const { body } = await exchange(registry.url, gateway, subject, actor);
    expect(body.scope).toBe('tool:read');
    expect(jsonwebtoken.decode(body.access_token)).toMatchObject({ client_id: gateway.id, act: { sub: bot.agentId } });
    const wider = await exchange(registry.url, gateway, subject, { ...actor, scope: 'self:read' });
    expect(wider.body.error).toBe('invalid_scope');
  });

  it.each(['disable', 'method'])('end with the client that got their token: %s', async (end) => {
    const [gateway, bot] = [await newBot(), await newBot()];
    const actor = { actor_token: await tokenOf(registry.url, bot), actor_token_type: ACCESS_TOKEN };
    const login = { method: 'password', credentials: { username: 'admin', password: 'correct-horse-battery' } };
    const subject = (await new ApiClient(registry.url).post('/api/v1/auth/token', login)).body.accessToken as string;
    const token = await swap(gateway, subject, actor);
    expect(await works(token)).toBe(true);
    if (end === 'disable') await admin.post(`/api/v1/agents/${gateway.agentId}/disable`);
    else {
      const path = '/api/v1/auth-methods/client_credentials';
      for (const enabled of [false, true]) await admin.patch(path, { enabled }, { 'if-match': '*' });
      alice = await newMachine(admin, { permissions: ['self:read', 'tool:read'] });
    }
    expect(await works(token)).toBe(false);
    expect(await works(subject)).toBe(true);
  });

  it('prove themselves: no token that is bound to a key without its proof, none by which they are acted for', async () => {
    const [gateway, bot] = [await newBot(), await newBot()];
    const subject = await tokenOf(registry.url, alice);
    const own = await tokenOf(registry.url, bot);
    const bound = await boundToken(registry, own, await ProofKey.make());
    const delegated = await swap(gateway, own);
    for (const token of [bound, delegated]) {
      const actor = { actor_token: token, actor_token_type: ACCESS_TOKEN };
      expect((await exchange(registry.url, gateway, subject, actor)).body.error).toBe('invalid_request');
    }
  });

  it('end and change no key, client or session of whom they act for, not even those that their token rests on', async () => {
    const path = `/api/v1/agents/${alice.agentId}`;
    const credentials = { key: (await admin.post(`${path}/api-keys`, { name: 'k' })).body.key as string };
    const login = { method: 'api_key', credentials, withRefreshToken: true };
    const subject = (await new ApiClient(registry.url).post('/api/v1/auth/token', login)).body.accessToken as string;
    const delegate = new ApiClient(registry.url, await swap(await newBot(), subject));
    for (const kind of ['api-keys', 'clients', 'sessions']) {
      const { data } = (await admin.get(`${path}/${kind}`)).body as { data: { id: string }[] };
      expect(data.length).toBeGreaterThan(0);
      for (const { id } of data) {
        const { status, body } = await delegate.delete(`${path}/${kind}/${id}`, { 'if-match': '*' });
        expect([kind, status, body?.code]).toEqual([kind, 403, 'DELEGATED_PROOF']);
      }
    }
    const renamed = await delegate.patch(`${path}/clients/${alice.id}`, { name: 'x' }, { 'if-match': '*' });
    expect([renamed.status, renamed.body.code]).toEqual([403, 'DELEGATED_PROOF']);
    expect(await works(subject)).toBe(true);
  });

  it('are shown no reply to an Idempotency-Key of whom they act for', async () => {
    const subject = await tokenOf(registry.url, alice);
    const delegated = await swap(await newBot(), subject);
    const create = (token: string) =>
      new ApiClient(registry.url, token).post(
        `/api/v1/agents/${alice.agentId}/clients`,
        { name: 'once', authentication: 'client_secret' },
        { 'idempotency-key': 'of-alice' },
      );
    const made = await create(subject);
    expect(made.status).toBe(201);
    const { body } = await create(delegated);
    expect(body.code).toBe('IDEMPOTENCY_KEY_REUSED');
    expect(JSON.stringify(body)).not.toContain(made.body.id);
    expect((await create(subject)).body.id).toBe(made.body.id);
  });

  describe('lose the token', () => {
    const revoke = (machine: Machine, token: string) =>
      postForm(registry.url, '/oauth/revoke', { token }, basic(machine));

    it.each([
      ['the subject token is revoked', ({ subject }: Story) => revoke(alice, subject)],
      ['a token between is revoked', ({ first, between }: Story) => revoke(first, between)],
      ['the first actor is disabled', ({ first }: Story) => admin.post(`/api/v1/agents/${first.agentId}/disable`)],
      ['the last actor is disabled', ({ last }: Story) => admin.post(`/api/v1/agents/${last.agentId}/disable`)],
      ['the client of the first actor is revoked', ({ first }: Story) => endClient(first)],
      ['the client of the last actor is revoked', ({ last }: Story) => endClient(last)],
      [
        'the last actor loses a permission',
        ({ last }: Story) =>
          admin.patch(`/api/v1/agents/${last.agentId}`, { permissions: ['audit:read'] }, { 'if-match': '*' }),
      ],
    ])('when %s', async (_, happens) => {
      const [first, last] = [await newBot(), await newBot()];
      const subject = await tokenOf(registry.url, alice);
      const between = await swap(first, subject);
      const token = await swap(last, between);
      expect(await works(token)).toBe(true);
      expect((await happens({ first, last, subject, between })).status).toBeLessThan(300);
      expect(await works(token)).toBe(false);
    });

    it('when the client is revoked that only presented the token of the actor', async () => {
      const [gateway, bot] = [await newBot(), await newBot()];
      const actor = { actor_token: await tokenOf(registry.url, bot), actor_token_type: ACCESS_TOKEN };
      const token = await swap(gateway, await tokenOf(registry.url, alice), actor);
      await endClient(gateway);
      expect(await works(token)).toBe(false);
    });
  });

  function endClient({ agentId, id }: Machine) {
    return admin.delete(`/api/v1/agents/${agentId}/clients/${id}`, { 'if-match': '*' });
  }
});

interface Story {
  readonly first: Machine;
  readonly last: Machine;
  readonly subject: string;
  readonly between: string;
}
