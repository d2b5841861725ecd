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
