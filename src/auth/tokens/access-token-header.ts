import { jsonObject } from '../jws/json-object.js';

/** The header of a token that the key of this id has signed: exactly these members. */
export const accessTokenHeader = (kid: string) => ({ alg: 'ES256', typ: 'at+jwt', kid }) as const;

/**
 * The id of the key that a token says it is signed by; undefined unless its header is, letter by letter, what we write.
 *
 * So there is nothing to interpret: no other algorithm or type, no key that the token brings along (`jwk`, `jku`, `x5u`),
 * no extension (`crit`, `b64`, `zip`), no member twice.
 */
export function signingKeyOf(token: string): string | undefined {
  const [part = ''] = token.split('.', 1);
  const { kid } = jsonObject(Buffer.from(part, 'base64url')) ?? {};
  if (typeof kid !== 'string') return undefined;
  return part === Buffer.from(JSON.stringify(accessTokenHeader(kid))).toString('base64url') ? kid : undefined;
}
