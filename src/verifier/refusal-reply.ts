import { DPOP_ALGORITHMS } from './dpop-proof.js';
import { presentedToken } from './presented-token.js';
import type { PresentedRequest, RefusalReason, RefusedVerification } from './verification.js';

/** What a tool's service answers to a request that may not pass. */
export interface RefusalReply {
  readonly status: 401 | 403 | 503;
  /** Names with their values; `WWW-Authenticate` has one for each scheme. */
  readonly headers: Readonly<Record<string, string | string[]>>;
  /** For people: what is wrong, no more than a caller may know. */
  readonly message: string;
}

const MESSAGES: Readonly<Record<RefusalReason, string>> = {
  missing: 'A credential for this tool is required.',
  invalid_token: 'The credential is not good for this request.',
  invalid_dpop_proof: 'The DPoP proof is missing, wrong or was used before.',
  insufficient_scope: 'The credential lacks a scope.',
  unavailable: 'Credentials cannot be verified at the moment.',
};

/** The status and challenges of RFC 6750 §3 and RFC 9449 §7.1 for a refusal. */
export function refusalReply(
  { reason }: RefusedVerification,
  { authorization, scopes = [] }: Pick<PresentedRequest, 'authorization' | 'scopes'>,
): RefusalReply {
  const message = MESSAGES[reason];
  if (reason === 'unavailable') return { status: 503, headers: { 'retry-after': '1' }, message };
  const error = reason === 'missing' ? [] : [`error="${reason}"`];
  const scope = scopes.length > 0 ? [`scope="${scopes.join(' ')}"`] : [];
  const isBearer = reason !== 'invalid_dpop_proof' && presentedToken(authorization)?.scheme !== 'DPoP';
  const bearer = ['realm="tool"', ...(isBearer ? error : []), ...scope];
  const dpop = [...(isBearer ? [] : error), `algs="${DPOP_ALGORITHMS.join(' ')}"`, ...scope];
  const challenges = [`Bearer ${bearer.join(', ')}`, `DPoP ${dpop.join(', ')}`];
  const status = reason === 'insufficient_scope' ? 403 : 401;
  return { status, headers: { 'www-authenticate': challenges }, message };
}
