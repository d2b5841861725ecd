import { hash } from 'node:crypto';
import { calculateJwkThumbprint, EmbeddedJWK, jwtVerify } from 'jose';
import type { ClockReading } from './clock-reading.js';
import { Refused } from './refused.js';
import { isSameUrl } from './same-url.js';
import type { PresentedRequest } from './verification.js';

/** By which proofs may be signed, as the registry has it. RS256 is left out: its padding is the weak one. */
export const DPOP_ALGORITHMS = ['ES256', 'ES384', 'EdDSA', 'Ed25519', 'PS256'];

export const PROOF_LIVES_SECONDS = 60;

const LONGEST = 4096;
const LONGEST_JTI = 256;

/** A key that the sender holds. */
export interface ProvenKey {
  /** RFC 7638. */
  readonly thumbprint: string;
  /** Names the proof among all that anybody makes. */
  readonly proofId: string;
}

/**
 * The key whose proof (RFC 9449 §4.3) came with the request; undefined when none came. Whether the proof was used before is
 * not looked at here.
 *
 * @throws Refused
 */
export async function provenKey(
  { dpop, method, url }: PresentedRequest,
  token: string,
  times: ClockReading,
): Promise<ProvenKey | undefined> {
  if (dpop === undefined) return undefined;
  if (typeof dpop !== 'string' || dpop.length > LONGEST) throw new Refused('invalid_dpop_proof');
  const { payload, protectedHeader } = await verified(dpop, times);
  const { jti, htm, htu, ath } = payload;
  const isForThis = htm === method && typeof htu === 'string' && isSameUrl(htu, url) && ath === digest(token);
  const isNamed = typeof jti === 'string' && jti !== '' && jti.length <= LONGEST_JTI;
  if (!isForThis || !isNamed || !protectedHeader.jwk) throw new Refused('invalid_dpop_proof');
  const thumbprint = await calculateJwkThumbprint(protectedHeader.jwk);
  return { thumbprint, proofId: digest(`${thumbprint} ${jti}`) };
}

/** The library takes a public key only, and checks that it suits the algorithm. */
async function verified(proof: string, times: ClockReading) {
  const rules = { algorithms: DPOP_ALGORITHMS, typ: 'dpop+jwt', requiredClaims: ['iat', 'jti'] };
  try {
    return await jwtVerify(proof, EmbeddedJWK, { ...rules, ...times, maxTokenAge: PROOF_LIVES_SECONDS });
  } catch {
    throw new Refused('invalid_dpop_proof');
  }
}

const digest = (text: string) => hash('sha256', text, 'base64url');
