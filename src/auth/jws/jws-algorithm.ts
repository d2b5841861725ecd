import type { KeyObject } from 'node:crypto';

type Details = NonNullable<KeyObject['asymmetricKeyDetails']>;
type Suits = (type: string | undefined, details: Details) => boolean;

const onCurve =
  (name: string): Suits =>
  (type, { namedCurve }) =>
    type === 'ec' && namedCurve === name;

const isEd25519: Suits = (type) => type === 'ed25519';

/** With exponent 1 anybody can sign; a huge modulus or exponent makes each verification slow. */
const isSoundRsa: Suits = (type, { modulusLength: bits = 0, publicExponent: exponent = 0n }) =>
  type === 'rsa' && bits >= 2048 && bits <= 8192 && exponent >= 3n && exponent <= 2n ** 32n;

/** The signature algorithms of tokens (RFC 7518, 8037, 9864) and the keys they go with: asymmetric ones alone. */
const ALGORITHMS = {
  ES256: onCurve('prime256v1'),
  ES384: onCurve('secp384r1'),
  ES512: onCurve('secp521r1'),
  EdDSA: isEd25519,
  Ed25519: isEd25519,
  PS256: isSoundRsa,
  PS384: isSoundRsa,
  PS512: isSoundRsa,
  RS256: isSoundRsa,
  RS384: isSoundRsa,
  RS512: isSoundRsa,
} satisfies Readonly<Record<string, Suits>>;

export type JwsAlgorithm = keyof typeof ALGORITHMS;

/** Every algorithm by which others may sign what they send us. */
export const JWS_ALGORITHMS = Object.keys(ALGORITHMS) as readonly JwsAlgorithm[];

/** Whether a key is of the kind, curve and size that the algorithm takes. */
export function suits(key: KeyObject, algorithm: JwsAlgorithm): boolean {
  return ALGORITHMS[algorithm](key.asymmetricKeyType, key.asymmetricKeyDetails ?? {});
}
