import { createHash, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { calculateJwkThumbprint, type JWK, SignJWT } from 'jose';

type Json = Readonly<Record<string, unknown>>;

/** What a proof says besides what every proof says. */
export interface ProofContent {
  readonly method: string;
  readonly url: string;
  readonly accessToken?: string;
  /** Instead of, or besides, what an honest client writes; undefined leaves it out. */
  readonly claims?: Json;
  readonly header?: Json;
}

let made = 0;

/** A client's key for DPoP (RFC 9449), and the proofs made with it. */
export class ProofKey {
  private constructor(
    readonly privateKey: KeyObject,
    readonly jwk: JWK,
    readonly thumbprint: string,
    private readonly alg: string,
  ) {}

  static async make(alg = 'ES256'): Promise<ProofKey> {
    const { privateKey, publicKey } = keyPair(alg);
    const jwk = publicKey.export({ format: 'jwk' }) as JWK;
    return new ProofKey(privateKey, jwk, await calculateJwkThumbprint(jwk), alg);
  }

  proof({ method, url, accessToken, claims, header }: ProofContent): Promise<string> {
    const ath = accessToken === undefined ? {} : { ath: createHash('sha256').update(accessToken).digest('base64url') };
    const payload = { jti: `proof-${++made}`, htm: method, htu: url, iat: nowInSeconds(), ...ath, ...claims };
    return new SignJWT(payload)
      .setProtectedHeader({ typ: 'dpop+jwt', alg: this.alg, jwk: this.jwk, ...header })
      .sign(this.privateKey);
  }
}

export const nowInSeconds = () => Math.floor(Date.now() / 1000);

function keyPair(alg: string): { privateKey: KeyObject; publicKey: KeyObject } {
  if (alg === 'ES256') return generateKeyPairSync('ec', { namedCurve: 'P-256' });
  if (alg === 'ES384') return generateKeyPairSync('ec', { namedCurve: 'P-384' });
  if (alg === 'EdDSA' || alg === 'Ed25519') return generateKeyPairSync('ed25519');
  return generateKeyPairSync('rsa', { modulusLength: 2048 });
}
