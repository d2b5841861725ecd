import { createHmac } from 'node:crypto';
import jsonwebtoken from 'jsonwebtoken';
import { ApiClient } from '../support/api-client.js';
import { boundToken, encode, nowInSeconds, ProofKey } from '../support/dpop.js';
import { startTestRegistry, type TestRegistry } from '../support/registry.js';

const ME = '/api/v1/auth/me';

type Claims = Record<string, unknown>;

describe('DPoP proofs are refused', () => {
  let registry: TestRegistry;
  let anybody: ApiClient;
  let bound: string;
  let key: ProofKey;
  let thief: ProofKey;

  beforeAll(async () => {
    registry = await startTestRegistry();
    anybody = new ApiClient(registry.url);
    [key, thief] = await Promise.all([ProofKey.make(), ProofKey.make()]);
    bound = await boundToken(registry, (await anybody.login()).token ?? '', key);
  });
  afterAll(() => registry.close());

  const urlOf = (path: string) => new URL(path, registry.url).href;
  const forMe = () => ({ method: 'GET', url: urlOf(ME), accessToken: bound });
  const ago = (seconds: number) => nowInSeconds() - seconds;

  it.each<[string, () => Claims]>([
    ['another method', () => ({ htm: 'POST' })],
    ['the method in small letters', () => ({ htm: 'get' })],
    ['no method', () => ({ htm: undefined })],
    ['another path', () => ({ htu: urlOf('/api/v1/agents') })],
    ['a longer path', () => ({ htu: `${urlOf(ME)}/` })],
    ['another case of the path', () => ({ htu: urlOf('/api/v1/auth/Me') })],
    ['another host', () => ({ htu: `https://elsewhere.example${ME}` })],
    ['another port', () => ({ htu: `http://127.0.0.1:1${ME}` })],
    ['a user in the URL', () => ({ htu: urlOf(ME).replace('//', '//me@') })],
    ['a path alone', () => ({ htu: ME })],
    ['a URL that is no text', () => ({ htu: [urlOf(ME)] })],
    ['no URL', () => ({ htu: undefined })],
    ['no hash of the token', () => ({ ath: undefined })],
    ['the hash of another token', () => ({ ath: 'fUHyO2r2Z3DZ53EsNrWBb0xWXoaNy59IiKCAqksmQEo' })],
    ['a hash that is no text', () => ({ ath: { toString: 'x' } })],
    ['too great an age', () => ({ iat: ago(70) })],
    ['a time in milliseconds', () => ({ iat: Date.now() })],
    ['a time to come', () => ({ iat: ago(-30) })],
    ['a time that is text', () => ({ iat: String(ago(0)) })],
    ['no time', () => ({ iat: undefined })],
    ['an end in the past', () => ({ exp: ago(30) })],
    ['a beginning in the future', () => ({ nbf: ago(-30) })],
    ['no identifier', () => ({ jti: undefined })],
    ['an empty identifier', () => ({ jti: '' })],
    ['an identifier that is no text', () => ({ jti: 7 })],
    ['an identifier without end', () => ({ jti: 'x'.repeat(257) })],
  ])('with %s', async (_, claims) => {
    await expectRefused(key.proof({ ...forMe(), claims: claims() }));
  });

  it.each<[string, () => Claims]>([
    ['another type', () => ({ typ: 'JWT' })],
    ['the type of an access token', () => ({ typ: 'at+jwt' })],
    ['no type', () => ({ typ: undefined })],
    ['no key', () => ({ jwk: undefined })],
    ['a key that is text', () => ({ jwk: 'key' })],
    ['a key that is null', () => ({ jwk: null })],
    ['a list of keys', () => ({ jwk: [key.jwk] })],
    ['a symmetric key', () => ({ jwk: { kty: 'oct', k: 'c2VjcmV0' } })],
    ['the key of somebody else', () => ({ jwk: thief.jwk })],
    ['the private key', () => ({ jwk: key.privateKey.export({ format: 'jwk' }) })],
    ['a private member of no use', () => ({ jwk: { ...key.jwk, k: 'c2VjcmV0' } })],
    ['a key for encryption', () => ({ jwk: { ...key.jwk, use: 'enc' } })],
    ['a key for another algorithm', () => ({ jwk: { ...key.jwk, alg: 'ES384' } })],
    ['a point that is not on the curve', () => ({ jwk: { ...key.jwk, y: key.jwk.x } })],
    ['another curve', () => ({ jwk: { ...key.jwk, crv: 'P-384' } })],
    ['a key that is named, not given', () => ({ jwk: undefined, kid: key.thumbprint })],
    ['what it calls critical', () => ({ crit: ['exp'], exp: 1 })],
    ['its claims not encoded', () => ({ crit: ['b64'], b64: false })],
    ['the algorithm none', () => ({ alg: 'none' })],
    ['a symmetric algorithm', () => ({ alg: 'HS256' })],
    ['the algorithm of another key', () => ({ alg: 'ES384' })],
    ['an algorithm in small letters', () => ({ alg: 'es256' })],
    ['an algorithm that is no text', () => ({ alg: ['ES256'] })],
    ['no algorithm', () => ({ alg: undefined })],
  ])('with %s', async (_, header) => {
    await expectRefused(key.proof({ ...forMe(), header: header() }));
  });

  it.each([
    ['RS256', 2048],
    ['PS256', 1024],
  ])('when signed by %s with %d bits', async (alg, bits) => {
    const weak = await ProofKey.make(alg, bits);
    await expectRefused(weak.proof(forMe()));
  });

  it('with a public key as an HMAC secret', async () => {
    const [header, claims] = key.proof({ ...forMe(), header: { alg: 'HS256' } }).split('.');
    const hmac = createHmac('sha256', JSON.stringify(key.jwk)).update(`${header}.${claims}`);
    await expectRefused(`${header}.${claims}.${hmac.digest('base64url')}`);
  });

  it.each<[string, (proof: string) => string]>([
    ['altered claims', (it) => swap(it, 1, encode({ ...claimsOf(it), jti: 'another' }))],
    ['an altered header', (it) => swap(it, 0, encode({ typ: 'dpop+jwt', alg: 'ES256', jwk: key.jwk, x: 1 }))],
    ['no signature', (it) => swap(it, 2, '')],
    ['padding', (it) => `${it}=`],
    ['a fourth part', (it) => `${it}.YQ`],
    ['a second proof', (it) => `${it}, ${it}`],
    ['text around it', (it) => `"${it}"`],
    ['nothing', () => ''],
    ['5,000 letters', () => 'a'.repeat(5000)],
    ['the JSON form', () => JSON.stringify({ payload: 'YQ', signatures: [] })],
    ['claims that are no object', (it) => swap(it, 1, encode(['jti']))],
  ])('with %s', async (_, alter) => {
    await expectRefused(alter(key.proof(forMe())));
  });

  it('in two headers', async () => {
    const headers = new Headers({ authorization: `DPoP ${bound}` });
    headers.append('dpop', key.proof(forMe()));
    headers.append('dpop', key.proof(forMe()));
    expect((await fetch(urlOf(ME), { headers })).status).toBe(401);
  });

  it('on public routes too, rather than ignored', async () => {
    const reply = await anybody.get('/health/live', { dpop: key.proof({ ...forMe(), claims: { iat: ago(100) } }) });
    expect([reply.status, reply.body.code]).toEqual([401, 'INVALID_DPOP_PROOF']);
  });

  async function expectRefused(proof: string): Promise<void> {
    const reply = await anybody.get(ME, { authorization: `DPoP ${bound}`, dpop: proof });
    expect([reply.status, reply.body.code]).toEqual([401, 'INVALID_DPOP_PROOF']);
    expect(reply.headers.get('www-authenticate')).toContain('DPoP error="invalid_dpop_proof"');
  }

  const swap = (proof: string, part: number, text: string) => proof.split('.').with(part, text).join('.');
  const claimsOf = (proof: string) => jsonwebtoken.decode(proof) as object;
});
