import { generateKeyPairSync, randomBytes } from 'node:crypto';
import type { JWK } from 'jose';
import type { JwsAlgorithm } from '../jws/jws-algorithm.js';

/**
 * Keys that nothing is signed by, to verify assertions with where there is no right one: without them, a quick refusal
 * would tell that a client or key is unknown.
 */
export class DecoyKeys {
  readonly #p256 = ec('P-256');
  readonly #p384 = ec('P-384');
  readonly #ed25519 = generateKeyPairSync('ed25519').publicKey.export({ format: 'jwk' }) as JWK;
  readonly #rsa = rsa();

  /** A key for this algorithm. */
  of(algorithm: JwsAlgorithm): JWK {
    if (algorithm === 'ES256') return this.#p256;
    if (algorithm === 'ES384') return this.#p384;
    return algorithm === 'EdDSA' ? this.#ed25519 : this.#rsa;
  }
}

const ec = (namedCurve: string) => generateKeyPairSync('ec', { namedCurve }).publicKey.export({ format: 'jwk' }) as JWK;

/** Nobody knows the factors of a random modulus, and finding primes would take long. */
function rsa(): JWK {
  const modulus = randomBytes(256);
  modulus.writeUInt8(modulus.readUInt8(0) | 0x80, 0);
  modulus.writeUInt8(modulus.readUInt8(255) | 0x01, 255);
  return { kty: 'RSA', n: modulus.toString('base64url'), e: 'AQAB' };
}
