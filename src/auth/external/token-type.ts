import type { VerifiedJwt } from '../jws/verify-jwt.js';

export const TOKEN_TYPES = ['access_token', 'plain_access_token', 'id_token'] as const;

/** `access_token` after RFC 9068; `plain_access_token`: one that its header tells from no other JWT; `id_token` of OpenID Connect. */
export type TokenType = (typeof TOKEN_TYPES)[number];

/** Which tokens are accepted: a part of the settings. */
interface Accepted {
  readonly tokenTypes: readonly TokenType[];
  readonly audiences: readonly string[];
  readonly authorizedParties?: readonly string[];
}

type Claims = VerifiedJwt['claims'];

const PLAIN = ['JWT', undefined];
const HEADER_TYPES: Readonly<Record<TokenType, readonly (string | undefined)[]>> = {
  access_token: ['at+jwt'],
  plain_access_token: PLAIN,
  id_token: PLAIN,
};

const MARKS_OF_ID_TOKENS = ['nonce', 'at_hash', 'c_hash', 's_hash'];
const MARKS_OF_ACCESS_TOKENS = ['scope', 'scp'];
const MARK_OF_LOGOUT_TOKENS = 'events';

/** The `typ` of accepted tokens. */
export function headerTypes({ tokenTypes }: Pick<Accepted, 'tokenTypes'>): (string | undefined)[] {
  return tokenTypes.flatMap((it) => HEADER_TYPES[it]);
}

/**
 * Whether a token whose `typ` was accepted is one of the accepted types.
 *
 * Where the header does not tell access tokens from id tokens, the claims do that only one of the two has.
 */
export function isAcceptedType({ header, claims }: VerifiedJwt, accepted: Accepted): boolean {
  const { tokenTypes } = accepted;
  if (Object.hasOwn(claims, MARK_OF_LOGOUT_TOKENS)) return false;
  if (/^(application\/)?at\+jwt$/i.test(header.typ ?? '')) return tokenTypes.includes('access_token');
  if (tokenTypes.includes('plain_access_token') && !isMarked(claims, MARKS_OF_ID_TOKENS, 'ID')) return true;
  const isIdToken = tokenTypes.includes('id_token') && !isMarked(claims, MARKS_OF_ACCESS_TOKENS, 'Bearer');
  return isIdToken && isForClient(claims, accepted);
}

/** @param typ what Keycloak says in a claim of this name. */
function isMarked(claims: Claims, marks: readonly string[], typ: string): boolean {
  return claims['typ'] === typ || marks.some((it) => Object.hasOwn(claims, it));
}

/** OpenID Connect Core §3.1.3.7: a token for several audiences says for which client it was made. */
function isForClient({ aud, azp }: Claims, { audiences, authorizedParties = audiences }: Accepted): boolean {
  if (azp === undefined) return !Array.isArray(aud) || aud.length === 1;
  return authorizedParties.includes(azp as string);
}
