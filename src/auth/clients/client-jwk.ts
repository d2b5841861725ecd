import type { JwsAlgorithm } from '../jws/jws-algorithm.js';

/** Algorithms (RFC 7518 §3.1, RFC 8037 §3.1) by which clients may sign their assertions. */
export const ASSERTION_ALGORITHMS = ['ES256', 'ES384', 'PS256', 'RS256', 'EdDSA'] as const satisfies JwsAlgorithm[];
export type AssertionAlgorithm = (typeof ASSERTION_ALGORITHMS)[number];

/** A public key of a client (RFC 7517), reduced to what verifying takes. */
export interface ClientJwk {
  readonly kid: string;
  readonly kty: 'EC' | 'OKP' | 'RSA';
  /** The only algorithm that it is for; absent: any that its type allows. */
  readonly alg?: AssertionAlgorithm;
  readonly crv?: string;
  readonly x?: string;
  readonly y?: string;
  readonly n?: string;
  readonly e?: string;
}

export interface ClientJwkSet {
  readonly keys: readonly ClientJwk[];
}

const TYPES: Readonly<Record<string, string>> = {
  ES256: 'P-256',
  ES384: 'P-384',
  EdDSA: 'Ed25519',
  PS256: 'RSA',
  RS256: 'RSA',
};

/** Whether a key is of the type that the algorithm takes, and not kept for another. */
export function isFor({ kty, crv, alg }: ClientJwk, algorithm: JwsAlgorithm): boolean {
  return TYPES[algorithm] === (crv ?? kty) && (alg === undefined || alg === algorithm);
}
