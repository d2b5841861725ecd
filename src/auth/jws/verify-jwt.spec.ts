import { createHash, generateKeyPairSync, type KeyObject, sign as createSignature } from 'node:crypto';
import { exportJWK, type JWK, SignJWT } from 'jose';
import { verifyJwt, type JwtRules } from './verify-jwt.js';

const NOW = new Date('2026-03-01T12:00:00Z');
const seconds = NOW.getTime() / 1000;
const pair = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const rules: JwtRules = { algorithms: ['ES256', 'RS256', 'PS256', 'EdDSA'], typ: ['JWT', undefined], now: NOW };

/** How PKCS #1 names SHA-256 before the digest. */
const SHA256_INFO = Buffer.from('3031300d060960864801650304020105000420', 'hex');

const encode = (json: object) => Buffer.from(JSON.stringify(json)).toString('base64url');

interface Signed {
  readonly claims?: object;
  readonly header?: Readonly<Record<string, unknown>>;
  readonly key?: KeyObject;
}

function sign({ claims = {}, header = {}, key = pair.privateKey }: Signed): Promise<string> {
  const jwt = new SignJWT({ iss: 'us', aud: 'them', ...claims }).setProtectedHeader({ alg: 'ES256', ...header });
  return jwt.sign(key, { crit: { b64: true, exp: true } });
}

const verify = async (signed: Signed, given: Partial<JwtRules> = {}, jwk?: JWK) =>
  verifyJwt(await sign(signed), jwk ?? (await exportJWK(pair.publicKey)), { ...rules, ...given });

describe('verifyJwt', () => {
  it('returns header and claims of what was signed by the key', async () => {
    const verified = await verify({ claims: { sub: 'bot' }, header: { kid: 'k' } });
    expect(verified).toMatchObject({ header: { alg: 'ES256', kid: 'k' }, claims: { sub: 'bot' } });
  });

  it.each<[string, Signed, Partial<JwtRules>, accepted: boolean]>([
    ['a type that is listed, whatever its case', { header: { typ: 'application/jwt' } }, {}, true],
    ['another type', { header: { typ: 'at+jwt' } }, {}, false],
    ['no type where one is demanded', {}, { typ: ['at+jwt'] }, false],
    ['a type that is no text', { header: { typ: ['JWT'] } }, {}, false],
    ['an algorithm that is not listed', {}, { algorithms: ['PS256'] }, false],
    ['a critical extension', { header: { crit: ['exp'], exp: 1 } }, {}, false],
    ['compression', { header: { zip: 'DEF' } }, {}, false],
    ['a key of its own', { header: { jwk: { kty: 'EC' } } }, {}, true],
    ['more characters than allowed', {}, { longest: 100 }, false],
    ['an end in the future', { claims: { exp: seconds + 1 } }, {}, true],
    ['an end now', { claims: { exp: seconds } }, {}, false],
    ['an end within the skew', { claims: { exp: seconds - 29 } }, { skewSeconds: 30 }, true],
    ['an end beyond the skew', { claims: { exp: seconds - 30 } }, { skewSeconds: 30 }, false],
    ['an end that is no number', { claims: { exp: '9999999999' } }, {}, false],
    ['a begin now', { claims: { nbf: seconds } }, {}, true],
    ['a begin in the future', { claims: { nbf: seconds + 1 } }, {}, false],
    ['a begin within the skew', { claims: { nbf: seconds + 30 } }, { skewSeconds: 30 }, true],
    ['a making in the future', { claims: { iat: seconds + 1 } }, {}, false],
    ['a making of long ago', { claims: { iat: seconds - 61 } }, { maxAgeSeconds: 60 }, false],
    ['a making of late', { claims: { iat: seconds - 59 } }, { maxAgeSeconds: 60 }, true],
    ['no making where its age counts', {}, { maxAgeSeconds: 60 }, false],
    ['a claim missing', {}, { requires: ['exp'] }, false],
    ['the issuer', {}, { issuer: 'us' }, true],
    ['another issuer', {}, { issuer: 'US' }, false],
    ['the audience', {}, { audience: ['other', 'them'] }, true],
    ['the audience among others', { claims: { aud: ['x', 'them'] } }, { audience: ['them'] }, true],
    ['another audience', {}, { audience: ['they'] }, false],
    ['no audience', { claims: { aud: undefined } }, { audience: ['them'] }, false],
    ['a subject that is no text', { claims: { sub: { id: 1 } } }, {}, false],
  ])('judges %s', async (_, signed, given, accepted) => {
    expect((await verify(signed, given)) !== undefined).toBe(accepted);
  });

  it.each<[string, (jwk: JWK) => JWK]>([
    [
      'another key',
      () => generateKeyPairSync('ec', { namedCurve: 'P-256' }).publicKey.export({ format: 'jwk' }) as JWK,
    ],
    [
      'a key of another curve',
      () => generateKeyPairSync('ec', { namedCurve: 'P-384' }).publicKey.export({ format: 'jwk' }) as JWK,
    ],
    ['a private key', () => pair.privateKey.export({ format: 'jwk' }) as JWK],
    ['a symmetric key', () => ({ kty: 'oct', k: 'c2VjcmV0' })],
    ['a key that is none', () => ({ kty: 'EC' })],
    ['a point off the curve', (jwk) => ({ ...jwk, y: jwk.x as string })],
    ['a key for encryption', (jwk) => ({ ...jwk, use: 'enc' })],
    ['a key for other operations', (jwk) => ({ ...jwk, key_ops: ['encrypt'] })],
    ['a key for another algorithm', (jwk) => ({ ...jwk, alg: 'ES384' })],
  ])('refuses %s', async (_, change) => {
    expect(await verify({}, {}, change(await exportJWK(pair.publicKey)))).toBeUndefined();
  });

  it('takes no RSA key with exponent 1, by which anybody can sign', async () => {
    const { publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const content = `${encode({ alg: 'RS256' })}.${encode({ sub: 'bot' })}`;
    const digest = createHash('sha256').update(content).digest();
    const padded = Buffer.concat([SHA256_INFO, digest]);
    const signature = Buffer.concat([
      Buffer.of(0, 1),
      Buffer.alloc(256 - 3 - padded.length, 255),
      Buffer.of(0),
      padded,
    ]);
    const key = { ...(await exportJWK(publicKey)), e: 'AQ' };
    expect(await verifyJwt(`${content}.${signature.toString('base64url')}`, key, rules)).toBeUndefined();
  });

  it.each([
    [1024, false],
    [2048, true],
  ])('takes an RSA key of %d bits: %j', async (modulusLength, accepted) => {
    const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength });
    const content = `${encode({ alg: 'RS256' })}.${encode({ sub: 'bot' })}`;
    const token = `${content}.${createSignature('sha256', Buffer.from(content), privateKey).toString('base64url')}`;
    expect((await verifyJwt(token, await exportJWK(publicKey), rules)) !== undefined).toBe(accepted);
  });

  it('asks for the key by the header, and passes on that it could not be told', async () => {
    const token = await sign({ header: { kid: 'k' } });
    const jwk = await exportJWK(pair.publicKey);
    expect(await verifyJwt(token, ({ kid }) => (kid === 'k' ? jwk : undefined), rules)).toBeDefined();
    expect(await verifyJwt(token, () => undefined, rules)).toBeUndefined();
    const failing = verifyJwt(token, () => Promise.reject(new Error('cannot be reached')), rules);
    await expect(failing).rejects.toThrow('cannot be reached');
  });
});
