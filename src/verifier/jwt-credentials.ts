import { createRemoteJWKSet, customFetch, errors, type JWTPayload, jwtVerify, type JWTVerifyGetKey } from 'jose';
import { isWithin } from './address-ranges.js';
import type { ClockReading } from './clock-reading.js';
import { Refused } from './refused.js';
import type { RegistryFetch } from './registry-fetch.js';
import type { Actor, PresentedRequest, VerifiedCredential } from './verification.js';

/** A compact JWS whose parts could be base64url; decoders would overlook line breaks and padding. */
const COMPACT = /^[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]{86}$/;
/** The registry makes none that live longer: the lag of a verification offline. */
const LONGEST_LIFE_SECONDS = 300;
/** As long as the registry lets its keys be cached. */
const KEYS_LIVE_MS = 300_000;
const REQUIRED = ['iss', 'aud', 'exp', 'iat', 'jti', 'sub', 'scope', 'tool_id'];

export interface JwtRules {
  readonly issuer: string;
  readonly audience: string;
  readonly toolId: string;
}

/** Verifies JWT credentials (RFC 9068) offline, by the registry's published keys, which are cached. */
export class JwtCredentials {
  readonly #keys: JWTVerifyGetKey;

  constructor(
    private readonly rules: JwtRules,
    fetch: RegistryFetch,
  ) {
    const url = new URL(`${rules.issuer}/.well-known/jwks.json`);
    this.#keys = knownOrUnavailable(createRemoteJWKSet(url, { [customFetch]: fetch, cacheMaxAge: KEYS_LIVE_MS }));
  }

  /** @throws Refused */
  async read(token: string, times: ClockReading, address?: string): Promise<VerifiedCredential> {
    const claims = isCanonical(token) ? await this.verified(token, times) : undefined;
    const credential = claims?.['tool_id'] === this.rules.toolId ? credentialOf(claims) : undefined;
    if (!credential || !isFrom(address, claims?.['addresses'])) throw new Refused('invalid_token');
    return credential;
  }

  private async verified(token: string, times: ClockReading): Promise<JWTPayload> {
    const { issuer, audience } = this.rules;
    const expected = { algorithms: ['ES256'], typ: 'at+jwt', issuer, audience, requiredClaims: REQUIRED };
    try {
      const { payload } = await jwtVerify(token, this.#keys, {
        ...expected,
        ...times,
        maxTokenAge: LONGEST_LIFE_SECONDS,
      });
      return payload;
    } catch (error) {
      throw error instanceof Refused ? error : new Refused('invalid_token');
    }
  }
}

/** Who brings an unknown key is refused; when the keys cannot be got, nobody knows. */
function knownOrUnavailable(keys: JWTVerifyGetKey): JWTVerifyGetKey {
  return async (header, token) => {
    try {
      return await keys(header, token);
    } catch (error) {
      const isUnknown = error instanceof errors.JWKSNoMatchingKey || error instanceof errors.JWKSMultipleMatchingKeys;
      throw new Refused(isUnknown ? 'invalid_token' : 'unavailable', error);
    }
  };
}

/** Spare bits in the last digit would let one signature be spelt in several ways. */
function isCanonical(token: string): boolean {
  return (
    COMPACT.test(token) && token.split('.').every((it) => Buffer.from(it, 'base64url').toString('base64url') === it)
  );
}

/** Undefined where a claim has another form than the registry gives it, such as a confirmation that cannot be checked. */
function credentialOf({
  jti,
  sub,
  iat,
  exp,
  scope,
  tool_id: toolId,
  cnf,
  act,
}: JWTPayload): VerifiedCredential | undefined {
  const boundKey = (cnf as { jkt?: unknown } | null | undefined)?.jkt;
  const texts = [jti, sub, scope, toolId, cnf === undefined ? '' : boundKey];
  if (!texts.every((it) => typeof it === 'string')) return undefined;
  return {
    ...{ id: jti as string, format: 'jwt', agentId: sub as string, toolId: toolId as string },
    scopes: (scope as string).split(' ').filter(Boolean),
    issuedAt: new Date((iat ?? 0) * 1000),
    expiresAt: new Date((exp ?? 0) * 1000),
    ...(boundKey !== undefined && { boundKey: boundKey as string }),
    ...(act !== undefined && { act: act as Actor }),
  };
}

function isFrom(address: PresentedRequest['address'], ranges: unknown): boolean {
  return ranges === undefined || (Array.isArray(ranges) && isWithin(address, ranges.map(String)));
}
