import { createPublicKey, type JsonWebKey, type KeyObject } from 'node:crypto';
import type { JWK } from 'jose';
import { type JwsAlgorithm, suits } from './jws-algorithm.js';

/** The key as one that verifies signatures of this algorithm; undefined when it is malformed, weak, private or meant for something else. */
export function verificationKey(jwk: JWK, algorithm: JwsAlgorithm): KeyObject | undefined {
  if (!isMeantFor(jwk, algorithm) || 'd' in jwk) return undefined;
  const key = parsed(jwk);
  return key && suits(key, algorithm) ? key : undefined;
}

/** RFC 7517 §4.2 to §4.4. */
function isMeantFor({ use, key_ops: operations, alg }: JWK, algorithm: JwsAlgorithm): boolean {
  const verifies = operations === undefined || (Array.isArray(operations) && operations.includes('verify'));
  return (use === undefined || use === 'sig') && verifies && (alg === undefined || alg === algorithm);
}

function parsed(jwk: JWK): KeyObject | undefined {
  try {
    return createPublicKey({ key: jwk as JsonWebKey, format: 'jwk' });
  } catch {
    return undefined;
  }
}
