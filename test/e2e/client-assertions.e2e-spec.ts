import { randomUUID } from 'node:crypto';
import { type JWK, SignJWT, UnsecuredJWT } from 'jose';
import { Issuer } from '../../src/auth/tokens/issuer.js';
import { Clock } from '../../src/common/clock.js';
import { ApiClient } from '../support/api-client.js';
import {
  type AssertionFlaws,
  assertionClaims,
  type ClientKey,
  newClientKey,
  signAssertion,
} from '../support/client-keys.js';
import { startTestRegistry, type TestRegistry } from '../support/registry.js';

const ALGORITHMS = ['ES256', 'ES384', 'PS256', 'RS256', 'EdDSA'];

describe('Client assertions', () => {
  let registry: TestRegistry;
  let issuer: string;
  let anybody: ApiClient;
  let admin: ApiClient;
  let agentId: string;
  let clients: string;
  let key: ClientKey;
  let otherKey: ClientKey;
  let clientId: string;
  let otherId: string;

  beforeAll(async () => {
    registry = await startTestRegistry();
    issuer = registry.app.get(Issuer).url;
    anybody = new ApiClient(registry.url);
    admin = await anybody.login();
    const agent = { name: 'machine', type: 'service', permissions: ['self:read'] };
    agentId = (await admin.post('/api/v1/agents', agent)).body.id;
    clients = `/api/v1/agents/${agentId}/clients`;
    [key, otherKey] = [await newClientKey('ES256', 'one'), await newClientKey('ES256', 'two')];
    [clientId, otherId] = [await newClient(key), await newClient(otherKey)];
  });
  afterEach(() => jest.restoreAllMocks());
  afterAll(() => registry.close());

  async function newClient(...keys: { publicJwk: JWK }[]): Promise<string> {
    const jwks = { keys: keys.map((it) => it.publicJwk) };
    const { status, body } = await admin.post(clients, { name: 'c', authentication: 'private_key_jwt', jwks });
    expect(status).toBe(201);
    return body.id;
  }

  const now = () => registry.app.get(Clock).now();
  const at = (seconds: number) => Math.floor(now().getTime() / 1000) + seconds;
  const login = (clientAssertion: string, id = clientId) =>
    anybody.post('/api/v1/auth/token', {
      ...{ method: 'client_credentials', credentials: { clientId: id, clientAssertion } },
    });
  const claims = (flaws?: AssertionFlaws['claims'], id = clientId) =>
    assertionClaims(id, issuer, now(), { ...(flaws && { claims: flaws }) });
  const assertion = ({ claims: wrong, header }: AssertionFlaws = {}) => signAssertion(key, claims(wrong), header);

  it.each(ALGORITHMS)('prove a client by a key for %s', async (alg) => {
    const pair = await newClientKey(alg);
    const id = await newClient(pair);
    const { status, body } = await login(await signAssertion(pair, claims({}, id)), id);
    expect(status).toBe(200);
    expect((await anybody.as(body.accessToken).get('/api/v1/auth/me')).body.agentId).toBe(agentId);
  });

  it.each<[string, () => AssertionFlaws]>([
    ['made for the issuer', () => ({})],
    ['made for the token endpoint', () => ({ claims: { aud: `${issuer}/oauth/token` } })],
    ['made for a list of one', () => ({ claims: { aud: [issuer] } })],
    ['without the time it was made at', () => ({ claims: { iat: undefined } })],
    ['valid from now on', () => ({ claims: { nbf: at(0) } })],
    ['of the general type', () => ({ header: { typ: 'JWT' } })],
    ['of its own type', () => ({ header: { typ: 'client-authentication+jwt' } })],
    ['that names no key, where there is one only', () => ({ header: { kid: undefined } })],
  ])('prove a client when %s', async (_, flaws) => {
    expect((await login(await assertion(flaws()))).status).toBe(200);
  });

  it.each<[string, () => AssertionFlaws]>([
    ['for somebody else', () => ({ claims: { aud: 'https://other.example.com' } })],
    ['for us and somebody else', () => ({ claims: { aud: [issuer, 'https://other.example.com'] } })],
    ['for us twice', () => ({ claims: { aud: [issuer, issuer] } })],
    ['for nobody', () => ({ claims: { aud: undefined } })],
    ['for an empty list', () => ({ claims: { aud: [] } })],
    ['for a part of our name', () => ({ claims: { aud: `${issuer}.evil.example` } })],
    ['for another endpoint', () => ({ claims: { aud: `${issuer}/oauth/revoke` } })],
    ['for a nested list', () => ({ claims: { aud: [[issuer]] } })],
    ['expired', () => ({ claims: { exp: at(-31) } })],
    ['that never expires', () => ({ claims: { exp: undefined } })],
    ['that expires in an hour', () => ({ claims: { exp: at(3600) } })],
    ['that expires just too late', () => ({ claims: { iat: undefined, exp: at(335) } })],
    ['made to last longer', () => ({ claims: { iat: at(-400), exp: at(60) } })],
    ['whose end is a text', () => ({ claims: { exp: `${at(60)}` } })],
    ['whose end is no number', () => ({ claims: { exp: null } })],
    ['made in the future', () => ({ claims: { iat: at(90) } })],
    ['not valid yet', () => ({ claims: { nbf: at(90) } })],
    ['without jti', () => ({ claims: { jti: undefined } })],
    ['with an empty jti', () => ({ claims: { jti: '' } })],
    ['whose jti is a number', () => ({ claims: { jti: 7 } })],
    ['of another issuer', () => ({ claims: { iss: otherId } })],
    ['about another client', () => ({ claims: { sub: otherId } })],
    ['of another client, with the wrong key', () => ({ claims: { iss: otherId, sub: otherId } })],
    ['of an unknown client', () => ({ claims: { iss: randomUUID(), sub: randomUUID() } })],
    ['of the agent itself', () => ({ claims: { iss: agentId, sub: agentId } })],
    ['of no issuer', () => ({ claims: { iss: undefined } })],
    ['about nobody', () => ({ claims: { sub: undefined } })],
    ['of an issuer that is no text', () => ({ claims: { iss: [clientId] } })],
    ['that names an unknown key', () => ({ header: { kid: 'three' } })],
    ["that names another client's key", () => ({ header: { kid: 'two' } })],
    ['that brings its own key', () => ({ header: { kid: 'x', jwk: key.publicJwk } })],
    ['of the type of access tokens', () => ({ header: { typ: 'at+jwt' } })],
    ['of the type of DPoP proofs', () => ({ header: { typ: 'dpop+jwt' } })],
    ['that is too large', () => ({ claims: { padding: 'x'.repeat(4096) } })],
  ])('prove nothing when %s', async (_, flaws) => {
    const reply = await login(await assertion(flaws()));
    expect([400, 401]).toContain(reply.status);
    expect(reply.body).not.toHaveProperty('accessToken');
    expect((await login(await assertion())).status).toBe(200);
  });

  it('prove a client for the caller that names it, and no other', async () => {
    expect((await login(await assertion(), otherId)).status).toBe(401);
    expect((await login(await signAssertion(otherKey, claims()))).status).toBe(401);
    expect((await login(await signAssertion(otherKey, claims(), { kid: 'one' }))).status).toBe(401);
  });

  it('are refused without a signature, and under a symmetric one', async () => {
    const secret = (await admin.post(clients, { name: 's', authentication: 'client_secret' })).body;
    const hs256 = (text: string, id: string) =>
      new SignJWT(claims({}, id)).setProtectedHeader({ alg: 'HS256', kid: 'one' }).sign(Buffer.from(text));
    const forged = [
      new UnsecuredJWT(claims()).encode(),
      `${new UnsecuredJWT(claims()).encode()}AA`,
      await hs256(JSON.stringify(key.publicJwk), clientId),
      await hs256(String(key.publicJwk.x), clientId),
    ];
    for (const text of forged) expect((await login(text)).status).toBe(401);
    expect((await login(await hs256(secret.clientSecret, secret.id), secret.id)).status).toBe(401);
    expect((await login(await signAssertion(key, claims({}, secret.id)), secret.id)).status).toBe(401);
  });

  it('are refused under a key for another algorithm', async () => {
    const pair = await newClientKey('PS256');
    const id = await newClient({ publicJwk: { ...pair.publicJwk, alg: 'RS256' } });
    expect((await login(await signAssertion(pair, claims({}, id)), id)).status).toBe(401);
  });

  it('must name their key where there are several', async () => {
    const pairs = [await newClientKey(), await newClientKey('EdDSA')];
    const id = await newClient(...pairs);
    for (const pair of pairs) {
      expect((await login(await signAssertion(pair, claims({}, id)), id)).status).toBe(200);
      expect((await login(await signAssertion(pair, claims({}, id), { kid: undefined }), id)).status).toBe(401);
    }
  });

  it('are good once, and a refused one is not used up', async () => {
    const text = await assertion();
    expect((await login(text, otherId)).status).toBe(401);
    expect((await login(text)).status).toBe(200);
    expect((await login(text)).status).toBe(401);
    const again = await assertion();
    const replies = await Promise.all(Array.from({ length: 8 }, () => login(again)));
    expect(replies.filter((it) => it.status === 200)).toHaveLength(1);
  });

  it('cannot be replayed under another signature of the same claims', async () => {
    const same = claims();
    expect((await login(await signAssertion(key, same))).status).toBe(200);
    expect((await login(await signAssertion(key, same))).status).toBe(401);
  });

  it('of two clients may share a jti', async () => {
    const jti = randomUUID();
    expect((await login(await assertion({ claims: { jti } }))).status).toBe(200);
    expect((await login(await signAssertion(otherKey, claims({ jti }, otherId)), otherId)).status).toBe(200);
  });

  it('are refused of a client that has expired, is revoked or whose agent is disabled', async () => {
    const pair = await newClientKey();
    const id = await newClient(pair);
    const prove = async () => (await login(await signAssertion(pair, claims({}, id)), id)).status;
    await admin.post(`/api/v1/agents/${agentId}/disable`);
    const disabled = await prove();
    await admin.post(`/api/v1/agents/${agentId}/enable`);
    expect([disabled, await prove()]).toEqual([401, 200]);
    await admin.delete(`${clients}/${id}`, { 'if-match': '*' });
    expect(await prove()).toBe(401);
  });

  it('end with their key, as does what was got by it', async () => {
    const [old, next] = [await newClientKey(), await newClientKey()];
    const id = await newClient(old);
    const { accessToken } = (await login(await signAssertion(old, claims({}, id)), id)).body;
    const me = async () => (await anybody.as(accessToken).get('/api/v1/auth/me')).status;
    const change = (...keys: ClientKey[]) =>
      admin.patch(`${clients}/${id}`, { jwks: { keys: keys.map((it) => it.publicJwk) } }, { 'if-match': '*' });
    await change(old, next);
    expect([await me(), (await login(await signAssertion(next, claims({}, id)), id)).status]).toEqual([200, 200]);
    await change(next);
    expect([await me(), (await login(await signAssertion(old, claims({}, id)), id)).status]).toEqual([401, 401]);
    expect((await login(await signAssertion(next, claims({}, id)), id)).status).toBe(200);
  });

  it('are no bearer tokens, and access tokens are no assertions', async () => {
    const text = await assertion();
    expect((await anybody.as(text).get('/api/v1/auth/me')).status).toBe(401);
    const { accessToken } = (await login(text)).body;
    expect((await login(accessToken)).status).toBe(401);
  });

  it('stand alone: with a secret beside them, or with neither, nothing is proven', async () => {
    const token = (credentials: object) =>
      anybody.post('/api/v1/auth/token', { method: 'client_credentials', credentials: { clientId, ...credentials } });
    expect((await token({ clientAssertion: await assertion(), clientSecret: 'x' })).status).toBe(401);
    expect((await token({})).status).toBe(400);
    expect((await token({ clientAssertion: 7 })).body.errors[0].pointer).toBe('/credentials/clientAssertion');
    expect((await token({ clientAssertion: 7, clientSecret: 8 })).status).toBe(400);
  });
});
