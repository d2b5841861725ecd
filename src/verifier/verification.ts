/** A request as the tool's service received it. */
export interface PresentedRequest {
  /** The value of the `Authorization` header. */
  readonly authorization: string | undefined;
  /** The value of the `DPoP` header; a list, as several headers arrive, is no proof. */
  readonly dpop?: string | readonly string[] | undefined;
  readonly method: string;
  /** As callers know it: under the service's public URL, never under a Host header. Its query counts for nothing. */
  readonly url: string;
  /** Where the request came from, for credentials that are bound to addresses; those are refused without it. */
  readonly address?: string | undefined;
  /** Scopes that the credential must hold, all of them. */
  readonly scopes?: readonly string[] | undefined;
}

/** Who acts for the agent (RFC 8693 §4.1), and who acted before. */
export interface Actor {
  /** The id of an agent. */
  readonly sub: string;
  readonly act?: Actor;
}

/** A credential found good for the request that presented it. */
export interface VerifiedCredential {
  /** Identifies the credential; no secret, so that it may be logged. */
  readonly id: string;
  readonly format: 'jwt' | 'opaque';
  /** The agent it was vended to. */
  readonly agentId: string;
  readonly toolId: string;
  readonly scopes: readonly string[];
  readonly issuedAt: Date;
  readonly expiresAt: Date;
  /** Thumbprint (RFC 7638) of the key that it is bound to, and that the sender has proved to hold. */
  readonly boundKey?: string | undefined;
  /** Who delegated it on, where somebody did. */
  readonly act?: Actor | undefined;
}

/**
 * Why a credential is refused:
 *
 * - `missing`: the request presents none;
 * - `invalid_token`: it is unknown, malformed, expired, revoked, used up, bound to another key or address, or of another
 *   tool; of an opaque credential also that it lacks a scope, which the registry does not tell apart;
 * - `invalid_dpop_proof`: the proof of its key is missing, wrong or was used before;
 * - `insufficient_scope`: it is good, but not for this;
 * - `unavailable`: nobody can tell at the moment.
 */
export type RefusalReason = 'missing' | 'invalid_token' | 'invalid_dpop_proof' | 'insufficient_scope' | 'unavailable';

export interface RefusedVerification {
  readonly active: false;
  readonly reason: RefusalReason;
  /** What failed, where the reason is `unavailable`: for the service's own log. It holds no token. */
  readonly cause?: unknown;
}

/** Whether a request may pass. Whatever is not `active` must be refused. */
export type Verification = { readonly active: true; readonly credential: VerifiedCredential } | RefusedVerification;
