import * as oauth from 'oauth4webapi';
import { ApiClient } from '../support/api-client.js';
import { ACCESS_TOKEN, type Machine, newMachine, TOKEN_EXCHANGE, tokenOf } from '../support/oauth.js';
import { startTestRegistry, type TestRegistry } from '../support/registry.js';

const INSECURE = { [oauth.allowInsecureRequests]: true };

describe('oauth4webapi', () => {
  let registry: TestRegistry;
  let me: URL;
  let alice: Machine;
  let bot: Machine;
  let server: oauth.AuthorizationServer;

  beforeAll(async () => {
    registry = await startTestRegistry();
    me = new URL('/api/v1/auth/me', registry.url);
    const admin = await new ApiClient(registry.url).login();
    alice = await newMachine(admin, { roles: ['user'] });
    bot = await newMachine(admin, { permissions: ['self:read', 'token:introspect'] });
    server = await discover();
  });
  afterAll(() => registry.close());

  /** As a caller that knows nothing but the address of what it wants: 401, resource, authorization server (RFC 9728). */
  async function discover(): Promise<oauth.AuthorizationServer> {
    const challenge = (await fetch(me)).headers.get('www-authenticate') ?? '';
    const [, metadata = ''] = /resource_metadata="([^"]+)"/.exec(challenge) ?? [];
    const resource = new URL(registry.url);
    expect(metadata).toBe(`${registry.url}/.well-known/oauth-protected-resource`);
    const found = await oauth.processResourceDiscoveryResponse(
      resource,
      await oauth.resourceDiscoveryRequest(resource, INSECURE),
    );
    const issuer = new URL(String(found.authorization_servers?.[0]));
    const options = { algorithm: 'oauth2', ...INSECURE } as const;
    return oauth.processDiscoveryResponse(issuer, await oauth.discoveryRequest(issuer, options));
  }

  async function token(machine: Machine, options: oauth.ClientCredentialsGrantRequestOptions = {}) {
    const client = { client_id: machine.id };
    const auth = oauth.ClientSecretPost(machine.secret);
    const reply = await oauth.clientCredentialsGrantRequest(server, client, auth, new URLSearchParams(), {
      ...INSECURE,
      ...options,
    });
    return oauth.processClientCredentialsResponse(server, client, reply);
  }

  async function exchange(machine: Machine, subject: string, options: oauth.TokenEndpointRequestOptions = {}) {
    const client = { client_id: machine.id };
    const form = new URLSearchParams({ subject_token: subject, subject_token_type: ACCESS_TOKEN });
    const auth = oauth.ClientSecretBasic(machine.secret);
    const all = { ...INSECURE, ...options };
    const reply = await oauth.genericTokenEndpointRequest(server, client, auth, TOKEN_EXCHANGE, form, all);
    return oauth.processGenericTokenEndpointResponse(server, client, reply);
  }

  async function introspect(machine: Machine, text: string) {
    const client = { client_id: machine.id };
    const auth = oauth.ClientSecretBasic(machine.secret);
    const reply = await oauth.introspectionRequest(server, client, auth, text, INSECURE);
    return oauth.processIntrospectionResponse(server, client, reply);
  }

  it('gets a token that a resource server accepts as one of RFC 9068', async () => {
    const { access_token: accessToken } = await token(alice);
    const request = new Request(me, { headers: { authorization: `Bearer ${accessToken}` } });
    const claims = await oauth.validateJwtAccessToken(server, request, registry.url, INSECURE);
    expect(claims).toMatchObject({ sub: alice.agentId, client_id: alice.id, aud: registry.url });
  });

  it('exchanges a token, asks about it and revokes it', async () => {
    const { access_token: subject } = await token(alice);
    const { access_token: derived, issued_token_type: type } = await exchange(bot, subject);
    expect(type).toBe(ACCESS_TOKEN);
    expect(await introspect(bot, derived)).toMatchObject({
      active: true,
      scope: 'self:read',
      act: { sub: bot.agentId },
    });
    const client = { client_id: bot.id };
    const reply = await oauth.revocationRequest(server, client, oauth.ClientSecretBasic(bot.secret), derived, INSECURE);
    await oauth.processRevocationResponse(reply);
    expect(await introspect(bot, derived)).toEqual({ active: false });
    expect(await introspect(bot, subject)).toMatchObject({ active: true, username: alice.name });
  });

  it('uses a bound token with a proof of its key alone, once each', async () => {
    const DPoP = oauth.DPoP({}, await oauth.generateKeyPair('ES256'));
    const { access_token: bound, token_type: type } = await token(alice, { DPoP });
    expect(type).toBe('dpop');
    const sent: Request[] = [];
    const options = {
      DPoP,
      ...INSECURE,
      [oauth.customFetch]: (url: string, init: RequestInit) => {
        sent.push(new Request(url, init));
        return fetch(url, init);
      },
    };
    const first = await oauth.protectedResourceRequest(bound, 'GET', me, undefined, null, options as never);
    expect(await first.json()).toMatchObject({ name: alice.name });
    const replayed = await fetch(sent[0] as Request);
    expect([replayed.status, replayed.headers.get('www-authenticate')]).toEqual([
      401,
      expect.stringContaining('invalid_dpop_proof'),
    ]);
    expect((await fetch(me, { headers: { authorization: `Bearer ${bound}` } })).status).toBe(401);
  });

  it('exchanges a bound token with a proof of its key, which the new token is bound to', async () => {
    const DPoP = oauth.DPoP({}, await oauth.generateKeyPair('ES256'));
    const { access_token: bound } = await token(alice, { DPoP });
    const { access_token: derived, token_type: type } = await exchange(bot, bound, { DPoP });
    expect(type).toBe('dpop');
    const { cnf } = await introspect(bot, bound);
    expect(await introspect(bot, derived)).toMatchObject({ token_type: 'DPoP', cnf });
    const other = oauth.DPoP({}, await oauth.generateKeyPair('ES256'));
    for (const stolen of [{}, { DPoP: other }]) {
      await expect(exchange(bot, bound, stolen)).rejects.toMatchObject({ error: 'invalid_request' });
    }
  });

  it('asks about tokens with a bound token in place of a client', async () => {
    const DPoP = oauth.DPoP({}, await oauth.generateKeyPair('ES256'));
    const { access_token: bound } = await token(bot, { DPoP });
    const about = await tokenOf(registry.url, alice);
    const url = new URL(String(server.introspection_endpoint));
    const headers = new Headers({ 'content-type': 'application/x-www-form-urlencoded' });
    const body = new URLSearchParams({ token: about }).toString();
    const options = { DPoP, ...INSECURE };
    const reply = await oauth.protectedResourceRequest(bound, 'POST', url, headers, body, options);
    expect(await reply.json()).toMatchObject({ active: true, sub: alice.agentId });
  });
});
