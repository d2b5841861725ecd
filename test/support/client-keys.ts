import { randomUUID } from 'node:crypto';
import { type CryptoKey, exportJWK, generateKeyPair, type JWK, type JWTPayload, SignJWT } from 'jose';

/** A key pair of a client, of its own choice. */
export interface ClientKey {
  readonly alg: string;
  readonly privateKey: CryptoKey;
  readonly publicJwk: JWK & { readonly kid: string };
  readonly privateJwk: JWK;
}

export async function newClientKey(alg = 'ES256', kid: string = randomUUID()): Promise<ClientKey> {
  const { publicKey, privateKey } = await generateKeyPair(alg, { extractable: true });
  return {
    ...{ alg, privateKey },
    publicJwk: { ...(await exportJWK(publicKey)), kid },
    privateJwk: { ...(await exportJWK(privateKey)), kid },
  };
}

export interface AssertionFlaws {
  /** Claims in place of the right ones; undefined leaves one out. */
  readonly claims?: Readonly<Record<string, unknown>>;
  readonly header?: Readonly<Record<string, unknown>>;
}

/** The claims of a client assertion (RFC 7523 §3) that is right but for its flaws; they are made at `now`. */
export function assertionClaims(clientId: string, audience: string, now: Date, flaws: AssertionFlaws = {}): JWTPayload {
  const seconds = Math.floor(now.getTime() / 1000);
  const right = { iss: clientId, sub: clientId, aud: audience, jti: randomUUID(), iat: seconds, exp: seconds + 60 };
  const entries = Object.entries({ ...right, ...flaws.claims }).filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries);
}

export function signAssertion({ alg, privateKey, publicJwk }: ClientKey, claims: JWTPayload, header = {}) {
  return new SignJWT(claims).setProtectedHeader({ alg, kid: publicJwk.kid, ...header }).sign(privateKey);
}
