import type { Permission } from '../permissions.js';
import type { ClientAuthentication } from './oauth-client.entity.js';

/** A JWK Set (RFC 7517) as it was sent. */
export interface SentJwkSet {
  readonly keys: readonly Readonly<Record<string, unknown>>[];
}

export interface NewOAuthClient {
  readonly name: string;
  readonly authentication: ClientAuthentication;
  /** For `private_key_jwt`, and only there. */
  readonly jwks?: SentJwkSet;
  /** Absent or null: whatever the agent may do. */
  readonly permissions?: readonly Permission[] | null;
  /** Absent or null: when the caller's proof ends, else not by itself. */
  readonly expiresAt?: Date | null;
  /** Absent or null: those of the caller's proof, else any. */
  readonly allowedAddresses?: readonly string[] | null;
}

/** What is absent stays as it is. */
export interface OAuthClientPatch {
  readonly name?: string;
  readonly jwks?: SentJwkSet;
  readonly permissions?: readonly Permission[] | null;
  readonly allowedAddresses?: readonly string[] | null;
}
