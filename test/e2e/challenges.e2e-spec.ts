import * as oauth from 'oauth4webapi';
import { ApiClient } from '../support/api-client.js';
import { boundToken } from '../support/dpop.js';
import { startTestRegistry, type TestRegistry } from '../support/registry.js';

type Sender = (path: string, token: string) => Promise<Response>;

/** What a strict client reads in `WWW-Authenticate`. */
describe('challenges', () => {
  let registry: TestRegistry;
  let token: string;
  let bound: string;
  let byBearer: Sender;
  let byDpop: Sender;

  beforeAll(async () => {
    registry = await startTestRegistry();
    token = (await new ApiClient(registry.url).login()).token ?? '';
    const DPoP = oauth.DPoP({}, await oauth.generateKeyPair('ES256'));
    const key = { thumbprint: await DPoP.calculateThumbprint() };
    bound = await boundToken(registry, token, key, ['self:read']);
    const request = (path: string, presented: string, options: oauth.ProtectedResourceRequestOptions) =>
      oauth.protectedResourceRequest(presented, 'GET', new URL(path, registry.url), undefined, undefined, {
        ...options,
        [oauth.allowInsecureRequests]: true,
      });
    byBearer = (path, presented) => request(path, presented, {});
    byDpop = (path, presented) => request(path, presented, { DPoP });
  });
  afterAll(() => registry.close());

  const metadata = () => `${registry.url}/.well-known/oauth-protected-resource`;
  const algs = 'ES256 ES384 EdDSA Ed25519 PS256';

  async function challengesTo(reply: Promise<Response>) {
    const error = await reply.catch((it: unknown) => it);
    if (!(error instanceof oauth.WWWAuthenticateChallengeError)) throw new Error('There was no challenge');
    return [error.status, ...error.cause.map(({ scheme, parameters }) => ({ scheme, ...parameters }))];
  }

  it('are not made to who may', async () => {
    expect((await byBearer('/api/v1/auth/me', token)).status).toBe(200);
    expect((await byDpop('/api/v1/auth/me', bound)).status).toBe(200);
  });

  it('name what is wrong with a bearer token, what is needed and where to get it', async () => {
    expect(await challengesTo(byBearer('/api/v1/agents', 'unknown'))).toEqual([
      401,
      {
        scheme: 'bearer',
        realm: 'registry',
        error: 'invalid_token',
        scope: 'agent:read',
        resource_metadata: metadata(),
      },
      { scheme: 'dpop', algs, scope: 'agent:read', resource_metadata: metadata() },
    ]);
  });

  it('name what a bound token lacks', async () => {
    expect(await challengesTo(byDpop('/api/v1/agents', bound))).toEqual([
      403,
      { scheme: 'bearer', realm: 'registry', scope: 'agent:read', resource_metadata: metadata() },
      { scheme: 'dpop', error: 'insufficient_scope', algs, scope: 'agent:read', resource_metadata: metadata() },
    ]);
  });

  it('tell who presents a bound token as bearer that it is none', async () => {
    expect(await challengesTo(byBearer('/api/v1/auth/me', bound))).toMatchObject([
      401,
      { scheme: 'bearer', error: 'invalid_token' },
      { scheme: 'dpop', algs },
    ]);
  });

  it('come to who has no token too, and ask for no lasting access', async () => {
    const { headers } = await fetch(new URL('/api/v1/auth/me', registry.url));
    const common = `scope="self:read", resource_metadata="${metadata()}"`;
    const expected = `Bearer realm="registry", ${common}, DPoP algs="${algs}", ${common}`;
    expect(headers.get('www-authenticate')).toBe(expected);
  });
});
