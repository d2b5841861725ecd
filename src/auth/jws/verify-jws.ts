import { compactVerify, type JWK } from 'jose';
import { isCompactToken } from './compact-form.js';
import { JWS_ALGORITHMS, type JwsAlgorithm } from './jws-algorithm.js';
import { jsonObject } from './json-object.js';
import { verificationKey } from './verification-key.js';

/** A header that has not been verified: nothing in it may be trusted before the signature is. */
export interface JwsHeader {
  readonly alg: JwsAlgorithm;
  readonly typ?: string;
  readonly kid?: string;
  readonly [member: string]: unknown;
}

export interface JwsRules {
  /** The algorithms that are accepted; the key must be of their kind as well. */
  readonly algorithms: readonly JwsAlgorithm[];
  /** The types that are accepted, such as `dpop+jwt`; `undefined` among them accepts a token that names none. */
  readonly typ: readonly (string | undefined)[];
  /** Most characters of the token. Default: 4096. */
  readonly longest?: number;
}

/** The key, or who knows it by the header. What that throws is not caught: it could not tell. */
export type JwsKey = JWK | ((header: JwsHeader) => Promise<JWK | undefined> | JWK | undefined);

export interface VerifiedJws {
  readonly header: JwsHeader;
  readonly payload: Uint8Array;
}

/** Members that change what is signed or how it is read (RFC 7515 §4.1.11, RFC 7797): none of them is understood here. */
const NOT_UNDERSTOOD = ['crit', 'b64', 'zip', 'enc'];

/**
 * The one check of what others have signed: assertions, proofs, tokens of external issuers.
 *
 * The token must be spelt canonically, of an accepted type and algorithm, and signed by the given key. Keys that a token
 * brings along or points to (`jwk`, `jku`, `x5c`, `x5u`) count for nothing unless `key` itself returns them.
 *
 * @returns undefined for anything else.
 */
export async function verifyJws(token: string, key: JwsKey, rules: JwsRules): Promise<VerifiedJws | undefined> {
  const header = isCompactToken(token, rules.longest) ? headerOf(token) : undefined;
  if (!header || !isAccepted(header, rules)) return undefined;
  const jwk = typeof key === 'function' ? await key(header) : key;
  const verifying = jwk && verificationKey(jwk, header.alg);
  if (!verifying) return undefined;
  try {
    const { payload } = await compactVerify(token, verifying, { algorithms: [header.alg] });
    return { header, payload };
  } catch {
    return undefined;
  }
}

function headerOf(token: string): JwsHeader | undefined {
  const header = jsonObject(Buffer.from(token.slice(0, token.indexOf('.')), 'base64url'));
  if (!header || NOT_UNDERSTOOD.some((it) => Object.hasOwn(header, it))) return undefined;
  const { alg, typ, kid } = header;
  const isTextOrAbsent = [typ, kid].every((it) => it === undefined || typeof it === 'string');
  return isTextOrAbsent && JWS_ALGORITHMS.includes(alg as JwsAlgorithm) ? (header as unknown as JwsHeader) : undefined;
}

function isAccepted({ alg, typ }: JwsHeader, rules: JwsRules): boolean {
  return rules.algorithms.includes(alg) && rules.typ.some((it) => mediaType(it) === mediaType(typ));
}

/** RFC 7515 §4.1.9: without regard to case, and `application/` may be left out. */
function mediaType(typ: string | undefined): string | undefined {
  return typ?.toLowerCase().replace(/^application\//, '');
}
