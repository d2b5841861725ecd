import { constants, createHash, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { calculateJwkThumbprint, type JWK } from 'jose';
import jsonwebtoken from 'jsonwebtoken';
import { AccessTokens } from '../../src/auth/tokens/access-tokens.js';
import type { TestRegistry } from './registry.js';

type Json = Readonly<Record<string, unknown>>;

/** What a proof is made for, and what it says instead of, or besides, what an honest client writes; undefined leaves it out. */
export interface ProofContent {
  readonly method: string;
  readonly url: string;
  readonly accessToken?: string;
  readonly claims?: Json;
  readonly header?: Json;
}

let made = 0;

/** A client's key for DPoP (RFC 9449), and the proofs made with it: by hand, as no library signs all that an attacker might. */
export class ProofKey {
  private constructor(
    readonly privateKey: KeyObject,
    readonly jwk: JWK,
    readonly thumbprint: string,
    private readonly alg: string,
  ) {}

  static async make(alg = 'ES256', rsaBits = 2048): Promise<ProofKey> {
    const { privateKey, publicKey } = keyPair(alg, rsaBits);
    const jwk = publicKey.export({ format: 'jwk' }) as JWK;
    return new ProofKey(privateKey, jwk, await calculateJwkThumbprint(jwk), alg);
  }

  proof({ method, url, accessToken, claims, header }: ProofContent): string {
    const ath = accessToken === undefined ? {} : { ath: createHash('sha256').update(accessToken).digest('base64url') };
    const payload = { jti: `proof-${++made}`, htm: method, htu: url, iat: nowInSeconds(), ...ath, ...claims };
    const content = `${encode({ typ: 'dpop+jwt', alg: this.alg, jwk: this.jwk, ...header })}.${encode(payload)}`;
    return `${content}.${this.sign(content)}`;
  }

  private sign(content: string): string {
    const padding = constants.RSA_PKCS1_PSS_PADDING;
    const key = { key: this.privateKey, dsaEncoding: 'ieee-p1363', padding, saltLength: 32 } as const;
    const digest = this.alg.startsWith('Ed') ? null : `sha${this.alg.slice(2)}`;
    return sign(digest, Buffer.from(content), digest ? key : this.privateKey).toString('base64url');
  }
}

/** An access token for the agent of another one, bound to a key. */
export async function boundToken(
  { app }: TestRegistry,
  token: string,
  { thumbprint: provenKey }: Pick<ProofKey, 'thumbprint'>,
  permissions?: readonly string[],
): Promise<string> {
  const { sub, epoch } = jsonwebtoken.decode(token) as { sub: string; epoch: number };
  const limits = permissions ? { permissions } : {};
  const grant = { agent: { id: sub, tokenEpoch: epoch }, method: 'password', limits, provenKey };
  return (await app.get(AccessTokens, { strict: false }).issue(grant)).token;
}

export const nowInSeconds = () => Math.floor(Date.now() / 1000);

export const encode = (json: unknown) => Buffer.from(JSON.stringify(json)).toString('base64url');

function keyPair(alg: string, modulusLength: number): { privateKey: KeyObject; publicKey: KeyObject } {
  if (alg === 'ES256') return generateKeyPairSync('ec', { namedCurve: 'P-256' });
  if (alg === 'ES384') return generateKeyPairSync('ec', { namedCurve: 'P-384' });
  if (alg === 'EdDSA' || alg === 'Ed25519') return generateKeyPairSync('ed25519');
  return generateKeyPairSync('rsa', { modulusLength });
}
