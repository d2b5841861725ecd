import type { SigningKey } from './signing-key.entity.js';

/** For how long verifiers may keep what is published. */
export const PUBLISHED_KEYS_LIVE_SECONDS = 300;

/** A public key as others may know it (RFC 7517, RFC 7518 §6.2.1). */
export interface PublishedKey {
  readonly kty: string;
  readonly crv: string;
  readonly x: string;
  readonly y: string;
  readonly kid: string;
  readonly use: 'sig';
  readonly alg: 'ES256';
}

/** Member by member: nothing else of the row shall ever go out. */
export function publishedKey({ kid, publicJwk: { kty = '', crv = '', x = '', y = '' } }: SigningKey): PublishedKey {
  return { kty, crv, x, y, kid, use: 'sig', alg: 'ES256' };
}
