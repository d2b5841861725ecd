import {
  createHmac,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  randomUUID,
  sign as createSignature,
} from 'node:crypto';
import jsonwebtoken from 'jsonwebtoken';
import { SigningKeys } from '../../src/auth/tokens/signing-keys.js';
import { Clock } from '../../src/common/clock.js';
import { ApiClient } from '../support/api-client.js';
import { startTestRegistry, type TestRegistry } from '../support/registry.js';

type Json = Record<string, unknown>;

/** A token of ours, taken apart and signed again as an attacker who has the key would. */
interface Forge {
  readonly header: Json;
  readonly claims: Json;
  readonly key: KeyObject;
}

const encode = (json: unknown) => Buffer.from(JSON.stringify(json)).toString('base64url');

/** By hand: no library signs all that an attacker might. */
function sign({ header, claims, key }: Forge): string {
  const content = `${encode(header)}.${encode(claims)}`;
  const signature = createSignature('sha256', Buffer.from(content), { key, dsaEncoding: 'ieee-p1363' });
  return `${content}.${signature.toString('base64url')}`;
}

const withHeader = (change: Json) => (it: Forge) => sign({ ...it, header: { ...it.header, ...change } });
const withClaims = (change: Json) => (it: Forge) => sign({ ...it, claims: { ...it.claims, ...change } });

function asHmac({ header, claims, key }: Forge): string {
  const pem = createPublicKey(key).export({ format: 'pem', type: 'spki' });
  const content = `${encode({ ...header, alg: 'HS256' })}.${encode(claims)}`;
  return `${content}.${createHmac('sha256', pem).update(content).digest('base64url')}`;
}

const TAMPERINGS: [string, (it: Forge) => string][] = [
  ['no algorithm', ({ header, claims }) => `${encode({ ...header, alg: 'none' })}.${encode(claims)}.`],
  [
    'no algorithm but a signature',
    ({ header, claims }) => `${encode({ ...header, alg: 'none' })}.${encode(claims)}.YQ`,
  ],
  ['the public key as an HMAC secret', asHmac],
  ['another key', (it) => sign({ ...it, key: generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey })],
  ['an unknown key id', withHeader({ kid: 'unknown' })],
  ['no key id', withHeader({ kid: undefined })],
  ['a key id that is no text', withHeader({ kid: { toString: 'x' } })],
  ['the plain type', withHeader({ typ: 'JWT' })],
  ['no type', withHeader({ typ: undefined })],
  ['another issuer', withClaims({ iss: 'https://elsewhere.example' })],
  ['another audience', withClaims({ aud: 'https://elsewhere.example' })],
  ['no audience', withClaims({ aud: undefined })],
  ['no expiry', withClaims({ exp: undefined })],
  ['an expiry that is no number', withClaims({ exp: '9999999999' })],
  ['no epoch', withClaims({ epoch: undefined })],
  ['another epoch', withClaims({ epoch: 99 })],
  ['an unknown agent', withClaims({ sub: '019a9f0e-6a1c-7b6e-9d53-0d1f4c1b2a10' })],
  ['an agent that is no id', withClaims({ sub: "'; DROP TABLE agent; --" })],
  ['an unknown auth method', withClaims({ method: 'gone' })],
  ['claims changed after signing', (it) => swap(sign(it), 1, encode({ ...it.claims, scope: '*' }))],
  ['a header changed after signing', (it) => swap(sign(it), 0, encode({ ...it.header, x: 1 }))],
  ['no signature', (it) => swap(sign(it), 2, '')],
  ['another spelling of the signature', (it) => respell(sign(it))],
  ['padding', (it) => `${sign(it)}=`],
  ['a fourth part', (it) => `${sign(it)}.YQ`],
];

function swap(token: string, part: number, text: string): string {
  return token.split('.').with(part, text).join('.');
}

/** 64 bytes leave four spare bits in the last digit: setting one changes the text and not the signature. */
function respell(token: string): string {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
  return token.slice(0, -1) + alphabet.charAt(alphabet.indexOf(token.slice(-1)) + 1);
}

describe('access tokens', () => {
  let registry: TestRegistry;
  let anybody: ApiClient;
  let token: string;
  let forge: Forge;

  beforeAll(async () => {
    registry = await startTestRegistry();
    anybody = new ApiClient(registry.url);
    token = (await anybody.login()).token ?? '';
    const { header, payload } = jsonwebtoken.decode(token, { complete: true }) ?? {};
    const { key } = await registry.app.get(SigningKeys, { strict: false }).signing();
    forge = { header: header as never, claims: payload as Json, key };
  });
  afterEach(() => jest.restoreAllMocks());
  afterAll(() => registry.close());

  /** One challenge for each scheme (RFC 6750, RFC 9449), both with where to learn more (RFC 9728). */
  function challenges(error: string, scope: string): string {
    const common = `scope="${scope}", resource_metadata="${registry.url}/.well-known/oauth-protected-resource"`;
    return `Bearer realm="registry", ${error}${common}, DPoP algs="ES256 ES384 EdDSA Ed25519 PS256", ${common}`;
  }

  const me = (bearer: string) => anybody.as(bearer).get('/api/v1/auth/me');

  it('are JWTs after RFC 9068', () => {
    expect(forge.header).toEqual({ alg: 'ES256', typ: 'at+jwt', kid: expect.any(String) });
    const { iss, aud, sub, client_id: client, exp, iat, jti } = forge.claims;
    expect([aud, client, Number(exp) - Number(iat)]).toEqual([iss, sub, 900]);
    expect(jti).toEqual(expect.any(String));
  });

  it('are accepted when signed again as they are', async () => {
    expect((await me(sign(forge))).status).toBe(200);
  });

  it.each(TAMPERINGS)('are refused with %s', async (_, tamper) => {
    const reply = await me(tamper(forge));
    expect([reply.status, reply.body.code]).toEqual([401, 'INVALID_TOKEN']);
    expect(reply.headers.get('www-authenticate')).toContain('error="invalid_token"');
  });

  it('end with their time, also where they were verified before', async () => {
    expect((await me(token)).status).toBe(200);
    const end = Number(forge.claims['exp']) * 1000;
    const now = jest.spyOn(registry.app.get(Clock), 'now');
    now.mockReturnValue(new Date(end - 1));
    expect((await me(token)).status).toBe(200);
    now.mockReturnValue(new Date(end));
    expect((await me(token)).status).toBe(401);
  });

  it('are narrowed by the permissions they name, and opened by none', async () => {
    expect((await me(withClaims({ scope: 'self:read' })(forge))).body.permissions).toEqual(['self:read']);
    const nothing = await me(withClaims({ scope: '' })(forge));
    expect(nothing.status).toBe(403);
  });

  it.each([
    ['no header', undefined],
    ['another scheme', 'Basic YWRtaW46YWRtaW4='],
    ['no token', 'Bearer '],
    ['two tokens', 'Bearer one two'],
  ])('are asked for when there is %s', async (_, authorization) => {
    const reply = await anybody.get('/api/v1/auth/me', authorization === undefined ? {} : { authorization });
    expect([reply.status, reply.body.code]).toEqual([401, 'UNAUTHENTICATED']);
    expect(reply.headers.get('www-authenticate')).toBe(challenges('', 'self:read'));
  });

  it('are told what they lack', async () => {
    const reply = await anybody.as(withClaims({ scope: 'self:read' })(forge)).get('/api/v1/agents');
    expect([reply.status, reply.body.code, reply.body.permission]).toEqual([
      403,
      'INSUFFICIENT_PERMISSION',
      'agent:read',
    ]);
    expect(reply.headers.get('www-authenticate')).toBe(challenges('error="insufficient_scope", ', 'agent:read'));
  });

  it('are told all that the operation needs, where the service finds more missing than the route', async () => {
    const caller = anybody.as(withClaims({ scope: 'self:read' })(forge));
    const reply = await caller.get(`/api/v1/agents/${randomUUID()}/api-keys`);
    expect(reply.status).toBe(403);
    expect(reply.headers.get('www-authenticate')).toBe(
      challenges('error="insufficient_scope", ', 'self:read agent:manage'),
    );
  });

  it('of one registry are not those of another in the same process', async () => {
    const other = await startTestRegistry();
    try {
      const theirs = await new ApiClient(other.url).login();
      expect((await theirs.get('/api/v1/auth/me')).status).toBe(200);
      expect((await me(theirs.token ?? '')).status).toBe(401);
      expect((await theirs.as(token).get('/api/v1/auth/me')).status).toBe(401);
      expect((await me(token)).status).toBe(200);
    } finally {
      await other.close();
    }
  });
});
