import type { JWTPayload } from 'jose';
import { jsonObject } from './json-object.js';
import { type JwsHeader, type JwsKey, type JwsRules, verifyJws } from './verify-jws.js';

export interface JwtRules extends JwsRules {
  /** The time by the injected clock. */
  readonly now: Date;
  /** Seconds by which the signer's clock may differ. Default: 0. */
  readonly skewSeconds?: number;
  /** The only accepted `iss`. */
  readonly issuer?: string;
  /** Accepted audiences: `aud` must name one of them. */
  readonly audience?: readonly string[];
  /** Oldest accepted `iat`, which is then required. */
  readonly maxAgeSeconds?: number;
  /** Claims that must be there, such as `exp`. */
  readonly requires?: readonly string[];
}

export interface VerifiedJwt {
  readonly header: JwsHeader;
  readonly claims: JWTPayload;
}

/**
 * A JWT (RFC 7519) that somebody else has signed, by the same check as `verifyJws`, with its times, issuer and audience.
 *
 * A time that is there must be right: `exp` in the future, `nbf` and `iat` not.
 *
 * @returns undefined when anything is wrong.
 */
export async function verifyJwt(token: string, key: JwsKey, rules: JwtRules): Promise<VerifiedJwt | undefined> {
  const verified = await verifyJws(token, key, rules);
  if (!verified) return undefined;
  const claims: JWTPayload | undefined = jsonObject(verified.payload);
  const holds = claims && isComplete(claims, rules) && isTimely(claims, rules) && isForUs(claims, rules);
  return holds ? { header: verified.header, claims } : undefined;
}

function isComplete(claims: JWTPayload, { requires = [] }: JwtRules): boolean {
  const texts = [claims.iss, claims.sub, claims.jti].every((it) => it === undefined || typeof it === 'string');
  return texts && requires.every((it) => claims[it] !== undefined && claims[it] !== null);
}

function isTimely({ exp, nbf, iat }: JWTPayload, { now, skewSeconds = 0, maxAgeSeconds }: JwtRules): boolean {
  if (![exp, nbf, iat].every((it) => it === undefined || Number.isFinite(it))) return false;
  const seconds = now.getTime() / 1000;
  const begun = (time = -Infinity) => time <= seconds + skewSeconds;
  const lasts = (time: number) => time > seconds - skewSeconds;
  const young = maxAgeSeconds === undefined || (iat !== undefined && lasts(iat + maxAgeSeconds));
  return lasts(exp ?? Infinity) && begun(nbf) && begun(iat) && young;
}

function isForUs({ iss, aud }: JWTPayload, { issuer, audience }: JwtRules): boolean {
  const audiences = Array.isArray(aud) ? aud : [aud];
  return (issuer === undefined || iss === issuer) && (!audience || audiences.some((it) => audience.includes(it ?? '')));
}
