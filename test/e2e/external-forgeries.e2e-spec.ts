import { createHmac, createPublicKey } from 'node:crypto';
import { ApiClient } from '../support/api-client.js';
import { AUDIENCE, configureIssuer, exchange, reachable, whoAmI } from '../support/external-login.js';
import { type IssuerKey, newIssuerKey, startIssuer, type TestIssuer } from '../support/issuer.js';
import { startTestRegistry, type TestRegistry } from '../support/registry.js';

const MINUTE = 60;
const seconds = () => Math.floor(Date.now() / 1000);

describe('tokens that somebody forges', () => {
  let registry: TestRegistry;
  let ours: TestIssuer;
  let other: TestIssuer;
  let stranger: IssuerKey;
  let anybody: ApiClient;

  beforeAll(async () => {
    [ours, other] = await Promise.all([startIssuer(), startIssuer()]);
    stranger = await newIssuerKey('first');
    registry = await startTestRegistry({ variables: reachable(ours, other) });
    anybody = new ApiClient(registry.url);
    const admin = await anybody.login();
    await configureIssuer(admin, ours, { name: 'ours' });
    await configureIssuer(admin, other, { name: 'other' });
    const identities = [ours, other].map(({ url }) => ({ issuer: url, subject: 'alice' }));
    await admin.post('/api/v1/agents', { name: 'alice', type: 'user', permissions: ['self:read'], identities });
  });

  afterAll(async () => {
    await registry.close();
    await Promise.all([ours.close(), other.close()]);
  });

  async function expectRefused(token: string, method = 'ours'): Promise<void> {
    await expectRefusedLogin(method, token);
    expect(await whoAmI(anybody, token)).toMatchObject({ status: 401, body: { code: 'INVALID_TOKEN' } });
  }

  async function expectRefusedLogin(method: string, token: string): Promise<void> {
    expect(await exchange(anybody, method, token)).toMatchObject({
      status: 401,
      body: { code: 'INVALID_CREDENTIALS' },
    });
  }

  it('would be taken if they were not forged', async () => {
    for (const it of [ours, other]) expect((await whoAmI(anybody, await it.sign())).status).toBe(200);
  });

  const part = (json: object) => Buffer.from(JSON.stringify(json)).toString('base64url');
  const claims = () => ({
    iss: ours.url,
    aud: AUDIENCE,
    sub: 'alice',
    iat: seconds(),
    exp: seconds() + MINUTE,
    client_id: 'app',
  });

  it.each(['none', 'None', 'NONE', ''])('with the algorithm %j are refused', async (alg) => {
    const unsigned = `${part({ alg, typ: 'at+jwt', kid: 'first' })}.${part(claims())}`;
    await expectRefused(`${unsigned}.`);
    await expectRefused(`${unsigned}.AAAA`);
  });

  it.each([
    [
      'its PEM',
      (jwk: object) => createPublicKey({ key: jwk, format: 'jwk' } as never).export({ format: 'pem', type: 'spki' }),
    ],
    ['its JWK', (jwk: object) => JSON.stringify(jwk)],
  ])('with the public key as a shared secret, as %s, are refused', async (_, secret) => {
    const unsigned = `${part({ alg: 'HS256', typ: 'at+jwt', kid: 'first' })}.${part(claims())}`;
    const signature = createHmac('sha256', secret(ours.key.jwk)).update(unsigned).digest('base64url');
    await expectRefused(`${unsigned}.${signature}`);
  });

  it('with a key of their own are refused, wherever they say it is', async () => {
    const keys = `${other.url}/keys`;
    other.keys = [stranger.jwk];
    for (const header of [{}, { jwk: stranger.jwk }, { jku: keys }, { x5u: keys }, { kid: undefined }, { kid: keys }])
      await expectRefused(await ours.sign({ key: stranger, header }));
    other.keys = [other.key.jwk];
  });

  it('with the key of another issuer are refused by both', async () => {
    for (const method of ['ours', 'other']) await expectRefused(await ours.sign({ key: other.key }), method);
  });

  it('with a shared secret that the issuer publishes are refused', async () => {
    const k = Buffer.from('a secret that everybody can read').toString('base64url');
    other.keys = [other.key.jwk, { kty: 'oct', kid: 'shared', alg: 'HS256', k }];
    const unsigned = `${part({ alg: 'HS256', typ: 'at+jwt', kid: 'shared' })}.${part({ ...claims(), iss: other.url })}`;
    const signature = createHmac('sha256', Buffer.from(k, 'base64url')).update(unsigned).digest('base64url');
    await expectRefused(`${unsigned}.${signature}`, 'other');
    other.keys = [other.key.jwk];
  });

  it('by a change of their spelling or their claims are refused', async () => {
    const token = await ours.sign();
    const [header = '', payload = '', signature = ''] = token.split('.');
    const forged = [
      `${token}=`,
      ` ${token}`,
      `${header}.${payload}.${signature}.`,
      `${header}.${payload}.${respelt(signature)}`,
      `${header}.${part({ ...claims(), sub: 'admin' })}.${signature}`,
      `${header}.${payload}.${signature.slice(0, -4)}`,
      JSON.stringify({ protected: header, payload, signature }),
    ];
    for (const it of forged) await expectRefusedLogin('ours', it);
  });

  it('with members that change how they are read are refused', async () => {
    const token = await ours.sign({ header: { b64: false } });
    await expectRefused(token);
  });
});

/** Another spelling of the same bytes: decoders ignore the spare bits of the last digit. */
function respelt(signature: string): string {
  const digits = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
  return signature.slice(0, -1) + digits[digits.indexOf(signature.at(-1) ?? '') + 1];
}
