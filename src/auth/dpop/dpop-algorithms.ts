import type { JwsAlgorithm } from '../jws/jws-algorithm.js';

/** By which proofs may be signed; published in the metadata and in challenges. RS256 is left out: its padding is the weak one. */
export const DPOP_ALGORITHMS: readonly JwsAlgorithm[] = ['ES256', 'ES384', 'EdDSA', 'Ed25519', 'PS256'];
