import { ApiClient } from '../support/api-client.js';
import { CLIENT_CREDENTIALS } from '../support/oauth.js';
import { startTestRegistry, type TestRegistry } from '../support/registry.js';

const AUTHORIZATION_SERVER = '/.well-known/oauth-authorization-server';
const PROTECTED_RESOURCE = '/.well-known/oauth-protected-resource';
const METHODS = ['client_secret_basic', 'client_secret_post', 'private_key_jwt'];

describe('OAuth metadata', () => {
  let registry: TestRegistry;
  let api: ApiClient;

  beforeAll(async () => {
    registry = await startTestRegistry();
    api = new ApiClient(registry.url);
  });
  afterAll(() => registry.close());

  it('describes the authorization server (RFC 8414)', async () => {
    const { url } = registry;
    const { status, headers, body } = await api.get(AUTHORIZATION_SERVER);
    expect([status, headers.get('cache-control')]).toEqual([200, 'public, max-age=300']);
    expect(body).toMatchObject({
      issuer: url,
      token_endpoint: `${url}/oauth/token`,
      introspection_endpoint: `${url}/oauth/introspect`,
      revocation_endpoint: `${url}/oauth/revoke`,
      jwks_uri: `${url}/.well-known/jwks.json`,
      response_types_supported: [],
      grant_types_supported: [CLIENT_CREDENTIALS, 'urn:ietf:params:oauth:grant-type:token-exchange'],
      token_endpoint_auth_methods_supported: METHODS,
      introspection_endpoint_auth_methods_supported: METHODS,
      revocation_endpoint_auth_methods_supported: METHODS,
      token_endpoint_auth_signing_alg_values_supported: expect.arrayContaining(['ES256', 'EdDSA']),
      dpop_signing_alg_values_supported: expect.arrayContaining(['ES256']),
      protected_resources: [url],
    });
    expect(body.scopes_supported).toEqual(expect.arrayContaining(['self:read', 'tool:invoke', 'token:introspect']));
    expect((await api.get(new URL(body.jwks_uri).pathname)).body.keys.length).toBeGreaterThan(0);
  });

  it('describes the registry as a resource (RFC 9728)', async () => {
    const { url } = registry;
    const { body } = await api.get(PROTECTED_RESOURCE);
    expect(body).toMatchObject({ resource: url, authorization_servers: [url], bearer_methods_supported: ['header'] });
    expect(body.scopes_supported).toContain('tool:invoke');
  });

  it('believes no header about its own name', async () => {
    const lies = { 'x-forwarded-host': 'evil.example.com', 'x-forwarded-proto': 'https', forwarded: 'host=evil' };
    const { body } = await api.get(AUTHORIZATION_SERVER, lies);
    expect(JSON.stringify(body)).not.toContain('evil');
  });

  it.each([AUTHORIZATION_SERVER, PROTECTED_RESOURCE])('knows no other resource at %s', async (path) => {
    for (const below of ['/', '/api/v1', '/other', '/..%2f', '/%00']) {
      expect((await api.get(path + below)).status).toBeGreaterThanOrEqual(400);
    }
    expect((await api.get(`${path}/api/v1`)).status).toBe(404);
    expect((await api.get(`${path}?x=1`)).status).toBe(400);
  });
});

describe('OAuth metadata under a public URL with a path', () => {
  const issuer = 'https://tools.example.com/registry';
  const host = { host: 'tools.example.com' };
  let registry: TestRegistry;

  beforeAll(async () => {
    const variables = { PUBLIC_URL: `${issuer}/`, RATE_LIMIT_TOKEN_PER_MINUTE: '3' };
    registry = await startTestRegistry({ variables });
  });
  afterAll(() => registry.close());

  const get = async (url: string) => (await registry.app.inject({ method: 'GET', url, headers: host })).json();

  it.each(['', '/registry'])('is found with the path of the URL at its end, and without: %j', async (path) => {
    expect(await get(AUTHORIZATION_SERVER + path)).toMatchObject({ issuer, token_endpoint: `${issuer}/oauth/token` });
    expect(await get(PROTECTED_RESOURCE + path)).toMatchObject({ resource: issuer, authorization_servers: [issuer] });
  });

  it.each(['/registry/', '/registry/api/v1', '/Registry', '/'])('is not found at another path: %s', async (path) => {
    expect(await get(AUTHORIZATION_SERVER + path)).toMatchObject({ status: 404 });
    expect(await get(PROTECTED_RESOURCE + path)).toMatchObject({ status: 404 });
  });

  it('tells too many attempts in the words of OAuth', async () => {
    const attempt = () =>
      registry.app.inject({
        method: 'POST',
        url: '/oauth/token',
        headers: { ...host, 'content-type': 'application/x-www-form-urlencoded' },
        payload: `grant_type=${CLIENT_CREDENTIALS}`,
      });
    const replies = [await attempt(), await attempt(), await attempt(), await attempt()];
    expect(replies.map((it) => it.statusCode)).toEqual([401, 401, 401, 429]);
    expect(replies[3]?.json()).toMatchObject({ error: 'temporarily_unavailable' });
    expect(Number(replies[3]?.headers['retry-after'])).toBeGreaterThan(0);
  });
});
