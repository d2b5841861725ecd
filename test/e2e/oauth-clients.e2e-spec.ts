import { generateKeyPairSync, randomUUID } from 'node:crypto';
import { Clock } from '../../src/common/clock.js';
import { newOpaqueToken } from '../../src/common/crypto/opaque-token.js';
import { ApiClient } from '../support/api-client.js';
import { type ClientKey, newClientKey } from '../support/client-keys.js';
import { startTestRegistry, type TestRegistry } from '../support/registry.js';

const PASSWORD = 'a long enough password';

describe('OAuth clients', () => {
  let registry: TestRegistry;
  let anybody: ApiClient;
  let admin: ApiClient;
  let key: ClientKey;

  beforeAll(async () => {
    registry = await startTestRegistry();
    anybody = new ApiClient(registry.url);
    admin = await anybody.login();
    key = await newClientKey();
  });
  afterEach(() => jest.restoreAllMocks());
  afterAll(() => registry.close());

  async function newAgent(permissions: string[] = ['self:read', 'tool:read', 'tool:invoke']) {
    const agent = { name: `c-${randomUUID().slice(0, 8)}`, type: 'service', permissions, password: PASSWORD };
    const { id, name } = (await admin.post('/api/v1/agents', agent)).body;
    const paths = { clients: `/api/v1/agents/${id}/clients`, keys: `/api/v1/agents/${id}/api-keys` };
    return { id, ...paths, client: await anybody.login(name, PASSWORD) };
  }

  async function newClient(caller: ApiClient, path: string, wanted: object = {}) {
    const reply = await caller.post(path, { name: 'c', authentication: 'client_secret', ...wanted });
    expect(reply.body).toMatchObject({ revision: 1 });
    const { id, clientSecret } = reply.body as { id: string; clientSecret: string };
    return { id, secret: clientSecret, path: `${path}/${id}` };
  }

  const login = (clientId: string, clientSecret: unknown) =>
    anybody.post('/api/v1/auth/token', { method: 'client_credentials', credentials: { clientId, clientSecret } });
  const me = (bearer: string) => anybody.as(bearer).get('/api/v1/auth/me');

  async function tokenOf({ id, secret }: { id: string; secret: string }): Promise<string> {
    const reply = await login(id, secret);
    expect(reply.status).toBe(200);
    return reply.body.accessToken;
  }

  it('show their secret once and then its hint', async () => {
    const { clients, id: agentId } = await newAgent();
    const { id, secret, path } = await newClient(admin, clients);
    expect(secret).toMatch(/^trs_[0-9A-Za-z]{49}$/);
    const one = await admin.get(path);
    const list = await admin.get(clients);
    const secretHint = `${secret.slice(0, 8)}…${secret.slice(-4)}`;
    expect(one.body).toMatchObject({ id, agentId, secretHint, jwks: null, permissions: null, lastUsedAt: null });
    expect(list.body.data).toEqual([one.body]);
    expect(JSON.stringify([one.body, list.body])).not.toContain(secret);
  });

  it('show no secret to a repeated request', async () => {
    const { clients } = await newAgent();
    const wanted = { name: 'c', authentication: 'client_secret' };
    const headers = { 'idempotency-key': randomUUID() };
    const first = await admin.post(clients, wanted, headers);
    const again = await admin.post(clients, wanted, headers);
    expect(again.body).toMatchObject({ id: first.body.id, secretOmitted: true });
    expect(again.body).not.toHaveProperty('clientSecret');
  });

  it('prove their agent, narrowed as they are, and are noted as used', async () => {
    const { id, clients } = await newAgent();
    const client = await newClient(admin, clients, { permissions: ['self:read', 'tool:read'] });
    const expected = { agentId: id, method: 'client_credentials', permissions: ['self:read', 'tool:read'] };
    expect((await me(await tokenOf(client))).body).toMatchObject(expected);
    expect((await admin.get(client.path)).body.lastUsedAt).toEqual(expect.any(String));
  });

  it('hold nothing when they are narrowed to nothing', async () => {
    const { clients } = await newAgent();
    const client = await newClient(admin, clients, { permissions: [] });
    expect((await me(await tokenOf(client))).body.code).toBe('INSUFFICIENT_PERMISSION');
  });

  it('prove nothing by another secret, of another client or of another form', async () => {
    const { clients } = await newAgent();
    const [client, other] = [await newClient(admin, clients), await newClient(admin, clients)];
    const wrong = [newOpaqueToken('trs_'), other.secret, client.secret.toLowerCase(), `${client.secret} `, 'x'];
    for (const secret of wrong) expect((await login(client.id, secret)).body.code).toBe('INVALID_CREDENTIALS');
    expect((await login(randomUUID(), client.secret)).body.code).toBe('INVALID_CREDENTIALS');
    expect((await login(client.id.toUpperCase(), client.secret)).body.code).toBe('INVALID_CREDENTIALS');
    expect((await login(client.id, [client.secret])).status).toBe(400);
    await tokenOf(client);
  });

  it('are not taken for bearer tokens', async () => {
    const { clients } = await newAgent();
    const { secret } = await newClient(admin, clients);
    expect((await me(secret)).status).toBe(401);
  });

  it('are let in by nobody while their auth method is disabled, and their tokens end', async () => {
    const { clients } = await newAgent();
    const client = await newClient(admin, clients);
    const token = await tokenOf(client);
    const method = '/api/v1/auth-methods/client_credentials';
    await admin.patch(method, { enabled: false }, { 'if-match': '*' });
    const refused = [(await login(client.id, client.secret)).status, (await me(token)).status];
    await admin.patch(method, { enabled: true }, { 'if-match': '*' });
    expect(refused).toEqual([401, 401]);
    await tokenOf(client);
  });

  it('end when they expire, and access tokens with them', async () => {
    const { clients } = await newAgent();
    const now = registry.app.get(Clock).now().getTime();
    const client = await newClient(admin, clients, { expiresAt: new Date(now + 60_000).toISOString() });
    const token = await tokenOf(client);
    jest.spyOn(registry.app.get(Clock), 'now').mockReturnValue(new Date(now + 60_000));
    expect((await me(token)).status).toBe(401);
    expect((await login(client.id, client.secret)).status).toBe(401);
  });

  it('may be used from their addresses alone, as may what they get', async () => {
    const { clients } = await newAgent();
    const elsewhere = await newClient(admin, clients, { allowedAddresses: ['203.0.113.0/24'] });
    const here = await newClient(admin, clients, { allowedAddresses: ['127.0.0.0/8', '::1'] });
    expect((await login(elsewhere.id, elsewhere.secret)).status).toBe(401);
    const token = await tokenOf(here);
    expect((await me(token)).status).toBe(200);
    await admin.patch(here.path, { allowedAddresses: ['203.0.113.0/24'] }, { 'if-match': '*' });
    expect((await me(token)).status).toBe(401);
  });

  describe('rotated', () => {
    it('take both secrets until the overlap ends', async () => {
      const { clients } = await newAgent();
      const client = await newClient(admin, clients);
      const token = await tokenOf(client);
      const { status, body } = await admin.post(`${client.path}/secret`, { overlapSeconds: 60 });
      const [secretHint, previousSecretEndsAt] = [expect.stringMatching(/^trs_/), expect.any(String)];
      expect([status, body]).toMatchObject([201, { revision: 2, secretHint, previousSecretEndsAt }]);
      const rotated = { ...client, secret: body.clientSecret };
      await tokenOf(client);
      await tokenOf(rotated);
      expect((await me(token)).status).toBe(200);
      const now = registry.app.get(Clock).now().getTime();
      jest.spyOn(registry.app.get(Clock), 'now').mockReturnValue(new Date(now + 60_000));
      expect((await login(client.id, client.secret)).status).toBe(401);
      await tokenOf(rotated);
    });

    it('take the new secret alone without an overlap, and end what they got', async () => {
      const { clients } = await newAgent();
      const client = await newClient(admin, clients);
      const token = await tokenOf(client);
      const { body } = await admin.post(`${client.path}/secret`, {});
      expect((await login(client.id, client.secret)).status).toBe(401);
      expect((await me(token)).status).toBe(401);
      expect((await me(await tokenOf({ ...client, secret: body.clientSecret }))).status).toBe(200);
    });

    it('take two secrets at most', async () => {
      const { clients } = await newAgent();
      const client = await newClient(admin, clients);
      const [second, third] = [
        await admin.post(`${client.path}/secret`, { overlapSeconds: 60 }),
        await admin.post(`${client.path}/secret`, { overlapSeconds: 60 }),
      ];
      expect((await login(client.id, client.secret)).status).toBe(401);
      await tokenOf({ ...client, secret: second.body.clientSecret });
      await tokenOf({ ...client, secret: third.body.clientSecret });
    });

    it.each([
      { overlapSeconds: -1 },
      { overlapSeconds: 2_592_001 },
      { overlapSeconds: '60' },
      { overlapSeconds: null },
    ])('are not by %j', async (body) => {
      const { clients } = await newAgent();
      const client = await newClient(admin, clients);
      const reply = await admin.post(`${client.path}/secret`, body);
      expect([reply.status, reply.body.errors[0].pointer]).toEqual([400, '/overlapSeconds']);
      await tokenOf(client);
    });

    it('have a secret to rotate', async () => {
      const { clients } = await newAgent();
      const { path } = await newClient(admin, clients, jwksOf(key.publicJwk));
      expect((await admin.post(`${path}/secret`, {})).body.code).toBe('WRONG_CLIENT_AUTHENTICATION');
    });
  });

  describe('changed', () => {
    it('lose their tokens with a permission, an address or a key, and with nothing else', async () => {
      const { clients } = await newAgent();
      const client = await newClient(admin, clients, { permissions: ['self:read', 'tool:read'] });
      const change = async (patch: object) => {
        const token = await tokenOf(client);
        expect((await admin.patch(client.path, patch, { 'if-match': '*' })).status).toBe(200);
        return (await me(token)).status;
      };
      expect(await change({ name: 'renamed' })).toBe(200);
      expect(await change({ permissions: ['self:read', 'tool:read', 'tool:invoke'] })).toBe(200);
      expect(await change({ permissions: ['tool:invoke', 'self:read'] })).toBe(401);
      expect(await change({ permissions: null })).toBe(200);
      expect(await change({ permissions: ['*'] })).toBe(401);
      expect(await change({ allowedAddresses: ['127.0.0.0/8', '::1'] })).toBe(401);
      expect(await change({ allowedAddresses: ['127.0.0.1', '::1'] })).toBe(401);
      expect(await change({ allowedAddresses: ['127.0.0.0/8', '::/0'] })).toBe(200);
      expect(await change({ allowedAddresses: null })).toBe(200);
    });

    it('are read first', async () => {
      const { clients } = await newAgent();
      const { path } = await newClient(admin, clients);
      expect((await admin.patch(path, { name: 'x' })).status).toBe(428);
      expect((await admin.patch(path, { name: 'x' }, { 'if-match': '"2"' })).status).toBe(412);
      const reply = await admin.patch(path, { name: 'x' }, { 'if-match': '"1"' });
      expect([reply.status, reply.headers.get('etag')]).toEqual([200, '"2"']);
      expect((await admin.get(path)).body).toEqual(reply.body);
    });

    it.each([
      ['agentId', randomUUID()],
      ['authentication', 'private_key_jwt'],
      ['secretHint', 'x'],
      ['secretHmac', 'x'],
      ['tokenEpoch', 7],
      ['expiresAt', null],
      ['revokedAt', null],
      ['revision', 9],
      ['id', randomUUID()],
    ])('do not let %s be written', async (member, value) => {
      const { clients } = await newAgent();
      const { path } = await newClient(admin, clients);
      const reply = await admin.patch(path, { [member]: value }, { 'if-match': '*' });
      expect([reply.status, reply.body.errors[0].pointer]).toEqual([400, `/${member}`]);
    });

    it('get no keys in place of a secret', async () => {
      const { clients } = await newAgent();
      const { path } = await newClient(admin, clients);
      const reply = await admin.patch(path, { jwks: { keys: [key.publicJwk] } }, { 'if-match': '*' });
      expect([reply.body.code, reply.body.errors[0].pointer]).toEqual(['WRONG_CLIENT_AUTHENTICATION', '/jwks']);
    });
  });

  it('prove nothing once revoked, nor does what they got', async () => {
    const { clients } = await newAgent();
    const client = await newClient(admin, clients);
    const token = await tokenOf(client);
    expect((await admin.delete(client.path)).status).toBe(428);
    expect((await admin.delete(client.path, { 'if-match': '"9"' })).status).toBe(412);
    expect((await me(token)).status).toBe(200);
    expect((await admin.delete(client.path, { 'if-match': '"1"' })).status).toBe(204);
    expect((await me(token)).status).toBe(401);
    expect((await login(client.id, client.secret)).status).toBe(401);
    expect((await admin.delete(client.path, { 'if-match': '*' })).status).toBe(204);
    expect((await admin.patch(client.path, { name: 'x' }, { 'if-match': '*' })).body.code).toBe('OAUTH_CLIENT_REVOKED');
    expect((await admin.post(`${client.path}/secret`, {})).body.code).toBe('OAUTH_CLIENT_REVOKED');
    expect((await admin.get(client.path)).body.revokedAt).toEqual(expect.any(String));
  });

  it.each([
    [{ expiresAt: '2020-01-01T00:00:00Z' }, '/expiresAt'],
    [{ expiresAt: 'tomorrow' }, '/expiresAt'],
    [{ permissions: ['everything'] }, '/permissions'],
    [{ permissions: ['tool:raed'] }, '/permissions/0'],
    [{ allowedAddresses: [] }, '/allowedAddresses'],
    [{ allowedAddresses: ['10.0.0.0/33'] }, '/allowedAddresses'],
    [{ allowedAddresses: ['example.com'] }, '/allowedAddresses'],
    [{ authentication: 'none' }, '/authentication'],
    [{ authentication: 'private_key_jwt' }, '/jwks'],
    [{ jwks: { keys: [] } }, '/jwks/keys'],
    [{ jwks: 'x' }, '/jwks'],
    [{ jwks: null }, '/jwks'],
    [{ name: '' }, '/name'],
    [{ secretHmac: 'x' }, '/secretHmac'],
    [{ id: randomUUID() }, '/id'],
  ])('are not made from %j', async (flaw, pointer) => {
    const { clients } = await newAgent();
    const reply = await admin.post(clients, { name: 'c', authentication: 'client_secret', ...flaw });
    expect([reply.status, reply.body.errors[0].pointer]).toEqual([400, pointer]);
    expect((await admin.get(clients)).body.data).toEqual([]);
  });

  describe('with keys', () => {
    const jwk = (type: 'rsa' | 'ec' | 'ed25519' | 'ed448' | 'x25519', options: object = {}) =>
      generateKeyPairSync(type as 'rsa', options as never).publicKey.export({ format: 'jwk' }) as object;
    const ec = (namedCurve: string) => jwk('ec', { namedCurve });

    it('keep what verifying takes, and ignore what they do not understand', async () => {
      const { clients } = await newAgent();
      const { kty, crv, x, y, kid } = key.publicJwk;
      const sent = { ...key.publicJwk, use: 'sig', key_ops: ['verify'], ext: true, x5u: 'https://example.com/' };
      const reply = await admin.post(clients, { name: 'c', ...jwksOf(sent) });
      expect([reply.status, reply.body.jwks]).toEqual([201, { keys: [{ kid, kty, crv, x, y }] }]);
      expect(reply.body).not.toHaveProperty('clientSecret');
      expect((await login(reply.body.id, newOpaqueToken('trs_'))).status).toBe(401);
    });

    it.each([
      ['a private EC key', async () => (await newClientKey()).privateJwk, '/jwks/keys/0/d'],
      ['a private RSA key', async () => (await newClientKey('RS256')).privateJwk, '/jwks/keys/0/d'],
      ['primes of an RSA key', () => ({ ...jwk('rsa', { modulusLength: 2048 }), p: 'AQAB' }), '/jwks/keys/0/p'],
      ['a private key without value', () => ({ ...ec('P-256'), d: null }), '/jwks/keys/0/d'],
      ['a symmetric key', () => ({ kty: 'oct', k: 'c2VjcmV0' }), '/jwks/keys/0/k'],
      ['a short RSA key', () => jwk('rsa', { modulusLength: 1024 }), '/jwks/keys/0'],
      ['an RSA key with exponent 1', () => ({ ...jwk('rsa', { modulusLength: 2048 }), e: 'AQ' }), '/jwks/keys/0'],
      ['a huge RSA key', () => ({ kty: 'RSA', e: 'AQAB', n: 'f'.repeat(20_000) }), '/jwks/keys/0'],
      ['a key on secp256k1', () => ec('secp256k1'), '/jwks/keys/0'],
      ['a key on P-521', () => ec('P-521'), '/jwks/keys/0'],
      ['a key on Ed448', () => jwk('ed448'), '/jwks/keys/0'],
      ['a key for agreement', () => jwk('x25519'), '/jwks/keys/0'],
      [
        'a point beside its curve',
        () => ({ ...ec('P-256'), y: Buffer.alloc(32, 7).toString('base64url') }),
        '/jwks/keys/0',
      ],
      ['a key for encryption', () => ({ ...ec('P-256'), use: 'enc' }), '/jwks/keys/0'],
      ['a key for ES256K', () => ({ ...ec('P-256'), alg: 'ES256K' }), '/jwks/keys/0'],
      ['a key for another algorithm', () => ({ ...ec('P-256'), alg: 'RS256' }), '/jwks/keys/0'],
      ['a key of no type', () => ({}), '/jwks/keys/0'],
      ['a key of numbers', () => ({ kty: 'EC', crv: 'P-256', x: 1, y: 2 }), '/jwks/keys/0'],
      ['no kid', () => ({ ...ec('P-256'), kid: undefined }), '/jwks/keys/0/kid'],
      ['an empty kid', () => ({ ...ec('P-256'), kid: '' }), '/jwks/keys/0/kid'],
      ['a kid that is no text', () => ({ ...ec('P-256'), kid: 1 }), '/jwks/keys/0/kid'],
    ])('are not made from %s', async (_, sent, pointer) => {
      const { clients } = await newAgent();
      const reply = await admin.post(clients, { name: 'c', ...jwksOf({ kid: '1', ...(await sent()) }) });
      expect([reply.status, reply.body.errors?.[0].pointer]).toEqual([400, pointer]);
      expect((await admin.get(clients)).body.data).toEqual([]);
    });

    it('have five keys at most, each with a kid of its own', async () => {
      const { clients } = await newAgent();
      const { publicJwk } = key;
      const six = Array.from({ length: 6 }, (_, kid) => ({ ...publicJwk, kid: `${kid}` }));
      const tooMany = await admin.post(clients, { name: 'c', ...jwksOf(...six) });
      expect([tooMany.status, tooMany.body.errors[0].pointer]).toEqual([400, '/jwks/keys']);
      const twice = await admin.post(clients, {
        name: 'c',
        ...jwksOf(publicJwk, (await newClientKey()).publicJwk, publicJwk),
      });
      expect(twice.body.errors[0]).toMatchObject({ pointer: '/jwks/keys/2/kid', code: 'KEY_ID_REPEATED' });
    });
  });

  describe('of oneself', () => {
    it('can be made, changed, rotated and revoked without agent:manage', async () => {
      const { clients, client } = await newAgent();
      const { path } = await newClient(client, clients, { permissions: ['self:read'] });
      expect((await client.get(clients)).body.data).toHaveLength(1);
      expect((await client.patch(path, { permissions: null }, { 'if-match': '*' })).status).toBe(200);
      expect((await client.post(`${path}/secret`, {})).status).toBe(201);
      expect((await client.delete(path, { 'if-match': '*' })).status).toBe(204);
    });

    it.each([
      ['a permission that the agent lacks', ['policy:manage']],
      ['everything', ['*']],
      ['a whole resource', ['tool:*']],
    ])('cannot hold %s', async (_, permissions) => {
      const { clients, client } = await newAgent();
      const made = await client.post(clients, { name: 'c', authentication: 'client_secret', permissions });
      expect([made.status, made.body.code]).toEqual([403, 'GRANT_TOO_WIDE']);
      const { path } = await newClient(client, clients, { permissions: ['self:read'] });
      const changed = await client.patch(path, { permissions }, { 'if-match': '*' });
      expect([changed.status, changed.body.code]).toEqual([403, 'GRANT_TOO_WIDE']);
    });

    it('reach no further than the narrow proof that they are made or changed with', async () => {
      const { clients, keys, client } = await newAgent();
      const { body } = await admin.post(keys, { name: 'k', permissions: ['self:read', 'tool:read'] });
      const narrow = anybody.as(body.key);
      const secret = { name: 'c', authentication: 'client_secret' };
      expect((await narrow.post(clients, secret)).body.code).toBe('AGENT_OUTRANKS_CALLER');
      expect((await narrow.post(clients, { ...secret, permissions: ['tool:invoke'] })).body.code).toBe(
        'GRANT_TOO_WIDE',
      );
      const { path } = await newClient(narrow, clients, { permissions: ['tool:read'] });
      const wide = await newClient(client, clients);
      const codes = [
        await narrow.patch(path, { permissions: null }, { 'if-match': '*' }),
        await narrow.post(`${wide.path}/secret`, {}),
        await narrow.patch(wide.path, { permissions: ['self:read'] }, { 'if-match': '*' }),
        await narrow.delete(wide.path, { 'if-match': '*' }),
      ].map((it) => it.body.code);
      expect(codes).toEqual(['AGENT_OUTRANKS_CALLER', ...Array<string>(3).fill('PROOF_OUTRANKS_CALLER')]);
      await tokenOf(wide);
    });

    it('outlive no proof that they are made or rotated with', async () => {
      const { clients, keys, client } = await newAgent();
      const lasting = await newClient(client, clients);
      const ends = (seconds: number) =>
        new Date((Math.floor(registry.app.get(Clock).now().getTime() / 1000) + seconds) * 1000).toISOString();
      const { body } = await admin.post(keys, { name: 'k', expiresAt: ends(60) });
      const short = anybody.as(body.key);
      const later = await short.post(clients, { name: 'c', authentication: 'client_secret', expiresAt: ends(120) });
      expect([later.status, later.body.code]).toEqual([403, 'PROOF_OUTLIVES_CALLER']);
      expect((await short.post(`${lasting.path}/secret`, {})).body.code).toBe('PROOF_OUTLIVES_CALLER');
      const { path } = await newClient(short, clients);
      expect((await admin.get(path)).body.expiresAt).toBe(body.expiresAt);
    });

    it('are bound to the addresses of the proof that they are made with', async () => {
      const { clients } = await newAgent();
      const home = await newClient(admin, clients, { allowedAddresses: ['127.0.0.0/8'] });
      const bound = anybody.as(await tokenOf(home));
      const wanted = { name: 'c', authentication: 'client_secret', allowedAddresses: ['0.0.0.0/0'] };
      expect((await bound.post(clients, wanted)).body.code).toBe('PROOF_USABLE_ELSEWHERE');
      const { path } = await newClient(bound, clients);
      expect((await admin.get(path)).body.allowedAddresses).toEqual(['127.0.0.0/8']);
      const freed = await bound.patch(path, { allowedAddresses: null }, { 'if-match': '*' });
      expect(freed.body.code).toBe('PROOF_USABLE_ELSEWHERE');
    });

    it('can end themselves', async () => {
      const { clients } = await newAgent();
      const client = await newClient(admin, clients, { permissions: ['self:read'] });
      const itself = anybody.as(await tokenOf(client));
      expect((await itself.delete(client.path, { 'if-match': '*' })).status).toBe(204);
      expect((await itself.get(clients)).status).toBe(401);
    });
  });

  it.each([
    ['made', (it: ApiClient, path: string) => it.post(path, { name: 'c', authentication: 'client_secret' })],
    ['listed', (it: ApiClient, path: string) => it.get(path)],
    ['read', (it: ApiClient, path: string) => it.get(`${path}/${randomUUID()}`)],
    ['changed', (it: ApiClient, path: string) => it.patch(`${path}/${randomUUID()}`, {}, { 'if-match': '*' })],
    ['rotated', (it: ApiClient, path: string) => it.post(`${path}/${randomUUID()}/secret`, {})],
    ['revoked', (it: ApiClient, path: string) => it.delete(`${path}/${randomUUID()}`, { 'if-match': '*' })],
  ])('of others cannot be %s without agent:manage', async (_, attempt) => {
    const { client } = await newAgent();
    const { clients } = await newAgent();
    const reply = await attempt(client, clients);
    expect([reply.status, reply.body.code]).toEqual([403, 'INSUFFICIENT_PERMISSION']);
  });

  it('of agents that hold more cannot be made with agent:manage', async () => {
    const manager = await newAgent(['self:read', 'agent:manage']);
    const { clients } = await newAgent(['self:read', 'tool:invoke']);
    const reply = await manager.client.post(clients, {
      ...{ name: 'c', authentication: 'client_secret', permissions: ['self:read'] },
    });
    expect(reply.body.code).toBe('AGENT_OUTRANKS_CALLER');
  });

  it('are found under their own agent only', async () => {
    const [one, other] = [await newAgent(), await newAgent()];
    const { id } = await newClient(admin, one.clients);
    expect((await admin.get(`${other.clients}/${id}`)).body.code).toBe('OAUTH_CLIENT_NOT_FOUND');
    expect((await admin.delete(`${other.clients}/${id}`, { 'if-match': '*' })).body.code).toBe(
      'OAUTH_CLIENT_NOT_FOUND',
    );
  });

  it('leave a record of each change that holds no secret', async () => {
    const { clients } = await newAgent();
    const { id, secret, path } = await newClient(admin, clients);
    await admin.patch(path, { name: 'x' }, { 'if-match': '*' });
    const rotated = await admin.post(`${path}/secret`, {});
    await admin.delete(path, { 'if-match': '*' });
    const { body } = await admin.get('/api/v1/audit?limit=20');
    const records = (body.data as { action: string; subject: { id: string } }[]).filter((it) => it.subject?.id === id);
    expect(records.map((it) => it.action).sort()).toEqual([
      'oauth_client.created',
      'oauth_client.revoked',
      'oauth_client.secret_rotated',
      'oauth_client.updated',
    ]);
    for (const shown of [secret, rotated.body.clientSecret]) expect(JSON.stringify(body)).not.toContain(shown);
  });
});

const jwksOf = (...keys: object[]) => ({ authentication: 'private_key_jwt', jwks: { keys } });
