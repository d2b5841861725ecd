import { hash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { calculateJwkThumbprint, type JWK } from 'jose';
import { Clock } from '../../common/clock.js';
import type { JwsHeader } from '../jws/verify-jws.js';
import { verifyJwt } from '../jws/verify-jwt.js';
import { UsedProofs } from '../used-proofs/used-proofs.js';
import { DPOP_ALGORITHMS } from './dpop-algorithms.js';
import { InvalidDpopProofError } from './dpop.errors.js';
import { normalizedUrl } from './normalized-url.js';

const LONGEST_PROOF = 4096;
const LONGEST_JTI = 256;
const MAX_AGE_SECONDS = 60;
const SKEW_SECONDS = 5;
/** Longer than any instance accepts the proof, even one whose clock is a minute behind. */
const REMEMBERED_SECONDS = MAX_AGE_SECONDS + SKEW_SECONDS + 60;
/** Members of a JWK that only its owner may know. */
const PRIVATE_MEMBERS = ['d', 'p', 'q', 'dp', 'dq', 'qi', 'oth', 'k'];

const RULES = {
  algorithms: DPOP_ALGORITHMS,
  typ: ['dpop+jwt'],
  longest: LONGEST_PROOF,
  maxAgeSeconds: MAX_AGE_SECONDS,
  skewSeconds: SKEW_SECONDS,
  requires: ['iat', 'jti', 'htm', 'htu'],
};

/** The request that a proof came with. */
export interface RequestToProve {
  readonly method: string;
  /** As callers know it: under the public URL, never under a Host header. Its query counts for nothing. */
  readonly url: string;
  /** The token that was presented together with the proof, which must name it. */
  readonly accessToken?: string | undefined;
}

/** Verifies DPoP proofs (RFC 9449 §4.3): the sender holds a key, and made the proof for this very request. */
@Injectable()
export class DpopProofs {
  constructor(
    private readonly usedProofs: UsedProofs,
    private readonly clock: Clock,
  ) {}

  /**
   * The thumbprint (RFC 7638) of the key that the sender holds. A proof is good once, whichever instance it reaches.
   *
   * @param proof the value of the only `DPoP` header.
   * @throws InvalidDpopProofError
   */
  async verify(proof: string, request: RequestToProve): Promise<string> {
    const verified = await verifyJwt(proof, embeddedKey, { ...RULES, now: this.clock.now() });
    if (!verified)
      throw new InvalidDpopProofError('is not a fresh JWT of type dpop+jwt, signed by the key in its header');
    const { header, claims } = verified;
    const { iat = 0, jti = '' } = claims;
    const mismatch = mismatchOf(claims, request);
    if (mismatch !== undefined) throw new InvalidDpopProofError(mismatch);
    const thumbprint = await calculateJwkThumbprint(header['jwk'] as JWK);
    const until = new Date((iat + REMEMBERED_SECONDS) * 1000);
    if (await this.usedProofs.claim('dpop', thumbprint, jti, until)) return thumbprint;
    throw new InvalidDpopProofError('has been used before');
  }
}

function embeddedKey({ jwk }: JwsHeader): JWK | undefined {
  if (typeof jwk !== 'object' || jwk === null) return undefined;
  return PRIVATE_MEMBERS.some((it) => it in jwk) ? undefined : jwk;
}

/** What makes the proof one for another request; undefined when it is for this one. */
function mismatchOf(claims: Readonly<Record<string, unknown>>, request: RequestToProve): string | undefined {
  const { jti, htm, htu, ath } = claims;
  const { method, url, accessToken } = request;
  if (typeof jti !== 'string' || jti === '' || jti.length > LONGEST_JTI) {
    return `needs a jti of 1 to ${LONGEST_JTI} characters`;
  }
  if (htm !== method) return 'was made for another method (htm)';
  if (typeof htu !== 'string' || !isSameUrl(htu, url)) return 'was made for another URL (htu)';
  const isForToken = accessToken === undefined || ath === hash('sha256', accessToken, 'base64url');
  return isForToken ? undefined : 'was made for another access token (ath)';
}

function isSameUrl(one: string, other: string): boolean {
  const normalized = normalizedUrl(one);
  return normalized !== undefined && normalized === normalizedUrl(other);
}
