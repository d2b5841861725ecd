import * as oidc from 'openid-client';
import type { CryptoKey } from 'jose';
import { ApiClient } from '../support/api-client.js';
import { type ClientKey, newClientKey } from '../support/client-keys.js';
import { ACCESS_TOKEN, type Machine, newKeyClient, newMachine, TOKEN_EXCHANGE } from '../support/oauth.js';
import { startTestRegistry, type TestRegistry } from '../support/registry.js';

describe('openid-client', () => {
  let registry: TestRegistry;
  let issuer: URL;
  let alice: Machine;
  let bot: Machine;
  let key: ClientKey;
  let keyClient: string;

  beforeAll(async () => {
    registry = await startTestRegistry();
    issuer = new URL(registry.url);
    const admin = await new ApiClient(registry.url).login();
    alice = await newMachine(admin, { roles: ['user'] });
    bot = await newMachine(admin, { permissions: ['self:read', 'tool:read'] });
    key = await newClientKey();
    keyClient = await newKeyClient(admin, alice.agentId, key);
  });
  afterAll(() => registry.close());

  const discover = (id: string, authentication: oidc.ClientAuth) =>
    oidc.discovery(issuer, id, undefined, authentication, {
      algorithm: 'oauth2',
      execute: [oidc.allowInsecureRequests],
    });
  const bySecret = ({ id, secret }: Machine) => discover(id, oidc.ClientSecretBasic(secret));
  const me = async (config: oidc.Configuration, token: string, options?: oidc.DPoPOptions) => {
    const url = new URL('/api/v1/auth/me', issuer);
    return (await (await oidc.fetchProtectedResource(config, token, url, 'GET', null, undefined, options)).json()) as {
      name: string;
      permissions: string[];
    };
  };

  it.each([
    ['client_secret_basic', () => discover(alice.id, oidc.ClientSecretBasic(alice.secret))],
    ['client_secret_post', () => discover(alice.id, oidc.ClientSecretPost(alice.secret))],
    [
      'private_key_jwt',
      () =>
        discover(keyClient, oidc.PrivateKeyJwt({ key: key.privateKey as CryptoKey, kid: String(key.publicJwk.kid) })),
    ],
  ])('gets a token by %s, and uses it', async (_, configure) => {
    const config = await configure();
    expect(config.serverMetadata().issuer).toBe(registry.url);
    const reply = await oidc.clientCredentialsGrant(config, { scope: 'self:read', resource: registry.url });
    expect(reply).toMatchObject({ token_type: 'bearer', scope: 'self:read', expires_in: expect.any(Number) });
    expect(reply.refresh_token).toBeUndefined();
    expect(await me(config, reply.access_token)).toMatchObject({ name: alice.name, permissions: ['self:read'] });
  });

  it('lets one agent act for another, asks about the token, and revokes what it rests on', async () => {
    const forAlice = await bySecret(alice);
    const forBot = await bySecret(bot);
    const { access_token: subject } = await oidc.clientCredentialsGrant(forAlice);
    const exchanged = await oidc.genericGrantRequest(forBot, TOKEN_EXCHANGE, {
      subject_token: subject,
      subject_token_type: ACCESS_TOKEN,
      resource: registry.url,
    });
    expect(exchanged).toMatchObject({ issued_token_type: ACCESS_TOKEN, scope: 'self:read tool:read' });
    expect(await oidc.tokenIntrospection(forBot, exchanged.access_token)).toMatchObject({
      active: true,
      sub: alice.agentId,
      username: alice.name,
      client_id: bot.id,
      act: { sub: bot.agentId },
    });
    await oidc.tokenRevocation(forAlice, subject);
    expect(await oidc.tokenIntrospection(forBot, exchanged.access_token)).toEqual({ active: false });
    expect(await oidc.tokenIntrospection(forAlice, subject)).toEqual({ active: false });
  });

  it('binds a token to a key, and uses it with proofs of that key', async () => {
    const config = await bySecret(alice);
    const DPoP = oidc.getDPoPHandle(config, await oidc.randomDPoPKeyPair());
    const reply = await oidc.clientCredentialsGrant(config, {}, { DPoP });
    expect(reply.token_type).toBe('dpop');
    expect(await me(config, reply.access_token, { DPoP })).toMatchObject({ name: alice.name });
    const other = oidc.getDPoPHandle(config, await oidc.randomDPoPKeyPair());
    await expect(me(config, reply.access_token, { DPoP: other })).rejects.toThrow();
  });

  it('learns why it was refused', async () => {
    const config = await bySecret(bot);
    const refused = oidc.clientCredentialsGrant(config, { scope: 'agent:manage' });
    await expect(refused).rejects.toMatchObject({ error: 'invalid_scope', status: 400 });
  });
});
