/**
 * An OpenID provider of somebody else's make, on a free port of this machine: `node oidc-provider.mjs <resource>`.
 *
 * It writes its URL to stdout. Whoever comes to log in is alice, and consents.
 */
import { generateKeyPairSync } from 'node:crypto';
import { createServer } from 'node:http';
import { Provider } from 'oidc-provider';

const resource = process.argv[2];
const scope = 'tools';

const newKey = (alg, type, options) => ({
  ...generateKeyPairSync(type, options).privateKey.export({ format: 'jwk' }),
  ...{ use: 'sig', alg, kid: alg },
});

const accounts = { alice: { name: 'Alice Liddell', preferred_username: 'alice', groups: ['publishers'] } };

const configuration = {
  clients: [
    {
      ...{ client_id: 'report-writer', client_secret: 'a secret of the report writer' },
      ...{ grant_types: ['client_credentials'], response_types: [], redirect_uris: [] },
    },
    {
      ...{ client_id: 'portal', client_secret: 'a secret of the portal', id_token_signed_response_alg: 'RS256' },
      ...{ grant_types: ['authorization_code'], response_types: ['code'] },
      redirect_uris: ['https://portal.example/callback'],
    },
  ],
  jwks: { keys: [newKey('ES256', 'ec', { namedCurve: 'P-256' }), newKey('RS256', 'rsa', { modulusLength: 2048 })] },
  claims: { openid: ['sub', 'name', 'preferred_username', 'groups'] },
  conformIdTokenClaims: false,
  findAccount: (_, accountId) => ({ accountId, claims: () => ({ sub: accountId, ...accounts[accountId] }) }),
  extraTokenClaims: (_, token) => ({ groups: accounts[token.accountId]?.groups ?? ['machines'] }),
  interactions: { url: (_, { uid }) => `/interaction/${uid}` },
  loadExistingGrant: async ({ oidc }) => {
    const grant = new oidc.provider.Grant({ clientId: oidc.client.clientId, accountId: oidc.session.accountId });
    grant.addOIDCScope('openid');
    grant.addResourceScope(resource, scope);
    await grant.save();
    return grant;
  },
  features: {
    clientCredentials: { enabled: true },
    devInteractions: { enabled: false },
    resourceIndicators: {
      enabled: true,
      defaultResource: () => resource,
      useGrantedResource: () => true,
      getResourceServerInfo: () => ({
        ...{ scope, audience: resource, accessTokenTTL: 300, accessTokenFormat: 'jwt' },
        jwt: { sign: { alg: 'ES256' } },
      }),
    },
  },
};

const server = createServer();
server.listen(0, '127.0.0.1', () => {
  const url = `http://127.0.0.1:${server.address().port}`;
  const provider = new Provider(url, configuration);
  const callback = provider.callback();
  server.on('request', (request, reply) => {
    if (!request.url.startsWith('/interaction/')) return callback(request, reply);
    return provider.interactionFinished(request, reply, { login: { accountId: 'alice' } });
  });
  console.log(url);
});
