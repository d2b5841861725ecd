import { Injectable } from '@nestjs/common';
import { decodeJwt, type JWK, type JWTPayload } from 'jose';
import { Clock } from '../../common/clock.js';
import type { JwsHeader } from '../jws/verify-jws.js';
import { verifyJwt } from '../jws/verify-jwt.js';
import { Issuer } from '../tokens/issuer.js';
import { UsedProofs } from '../used-proofs/used-proofs.js';
import { ASSERTION_ALGORITHMS, isFor } from './client-jwk.js';
import { DecoyKeys } from './decoy-keys.js';
import type { OAuthClient } from './oauth-client.entity.js';
import { UsableClients } from './usable-clients.js';

/** RFC 7523 §2.2. */
export const ASSERTION_TYPE = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';

const LONGEST_LIFE_SECONDS = 300;
const SKEW_SECONDS = 30;
const TYPES = [undefined, 'JWT', 'client-authentication+jwt'];

/** Assertions that clients sign to prove themselves: `private_key_jwt` (RFC 7523 §3, OpenID Connect Core §9). */
@Injectable()
export class ClientAssertions {
  readonly #decoys = new DecoyKeys();

  constructor(
    private readonly clients: UsableClients,
    private readonly usedProofs: UsedProofs,
    private readonly clock: Clock,
    private readonly issuer: Issuer,
  ) {}

  /**
   * The client that has signed the assertion, for us alone and just now. Each assertion is good for one call, on
   * whichever instance. Does the same work whether the client and its key are known or not.
   *
   * @param clientId who it must be. Default: whoever the assertion names (RFC 7521 §4.2).
   */
  async verify(assertion: string, clientId = claimedClientOf(assertion)): Promise<OAuthClient | undefined> {
    const client = await this.clients.find(clientId);
    const verified = await verifyJwt(assertion, (header) => keyOf(client, header) ?? this.#decoys.of(header.alg), {
      algorithms: ASSERTION_ALGORITHMS,
      typ: TYPES,
      now: this.clock.now(),
      skewSeconds: SKEW_SECONDS,
      requires: ['iss', 'sub', 'aud', 'exp', 'jti'],
    });
    if (!client || !verified || !this.isProofOf(client, verified.claims)) return undefined;
    return (await this.isFirstUse(client, verified.claims)) ? client : undefined;
  }

  private isProofOf({ id }: OAuthClient, { iss, sub, aud, exp = Infinity, iat, jti }: JWTPayload): boolean {
    const [audience, ...others] = Array.isArray(aud) ? aud : [aud];
    const { url } = this.issuer;
    const isForUs = [url, `${url}/oauth/token`].includes(audience ?? '') && others.length === 0;
    const now = this.clock.now().getTime() / 1000;
    const endsSoon = exp - now <= LONGEST_LIFE_SECONDS + SKEW_SECONDS;
    const isShortLived = iat === undefined || exp - iat <= LONGEST_LIFE_SECONDS;
    return iss === id && sub === id && isForUs && endsSoon && isShortLived && jti !== '';
  }

  private isFirstUse({ id }: OAuthClient, { jti = '', exp = 0 }: JWTPayload): Promise<boolean> {
    return this.usedProofs.claim('client-assertion', id, jti, new Date((exp + SKEW_SECONDS) * 1000));
  }
}

/** Whom the assertion claims to come from; nothing is proven by it. */
function claimedClientOf(assertion: string): string {
  try {
    return String(decodeJwt(assertion).sub);
  } catch {
    return '';
  }
}

/** The key that the header names; without a `kid`, the only one that there is. Undefined when it is for something else. */
function keyOf(client: OAuthClient | undefined, { kid, alg }: JwsHeader): JWK | undefined {
  const keys = client?.jwks?.keys ?? [];
  const [named, ...others] = keys.filter((it) => kid === undefined || it.kid === kid);
  return named && others.length === 0 && isFor(named, alg) ? named : undefined;
}
