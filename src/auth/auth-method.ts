import type { Type } from '@nestjs/common';
import { ExtensionPoint } from '../common/extensions/extension-point.js';
import type { Configurable } from '../common/extensions/settings.js';
import type { Permission } from './permissions.js';
import type { Principal } from './principal.js';

/** Narrows what the proven agent may do with this proof; it never widens it. */
export interface IdentityLimits {
  /** Absent: whatever the agent may do. Empty: nothing. */
  readonly permissions?: readonly Permission[];
  /** When the proof itself ends: nothing made from it lives longer. */
  readonly expiresAt?: Date;
  /** Addresses and CIDR ranges from which alone the proof, and what is made from it, may be used. Absent: any. */
  readonly addresses?: readonly string[];
  /** Ids of what the proof rests on, such as a key: it, and what is made from it, ends when any of them is revoked. */
  readonly basis?: readonly string[];
  /**
   * Agents that act for the proven one, the latest first. The proof opens nothing unless all of them are active, and
   * cannot be exchanged for an access token.
   */
  readonly actors?: readonly string[];
  /** The OAuth client that was proven, where it was one. */
  readonly clientId?: string;
  /** Thumbprint (RFC 7638) of the key that whoever presents the proof must prove to hold (RFC 9449). */
  readonly boundKey?: string;
  /** A vended credential: it is presented as it is and cannot be exchanged for an access token. */
  readonly credential?: NonNullable<Principal['credential']>;
}

/** A proof about a subject that somebody else vouches for. */
export interface VouchedIdentity {
  readonly issuer: string;
  readonly subject: string;
  /** What the issuer says of the subject. Which of it counts is configured beside the settings of the method. */
  readonly claims: Readonly<Record<string, unknown>>;
  /** When the issuer said so: only a newer statement changes the roles that one before gave. Absent: now. */
  readonly assertedAt?: Date;
  readonly limits?: IdentityLimits;
}

/** A proof about an agent of ours, or about a subject of another issuer. */
export type Identity = { readonly agentId: string; readonly limits?: IdentityLimits } | VouchedIdentity;

/**
 * Proves who somebody is. What they may do is decided by AuthModule alone.
 *
 * Configured instances `{ name, kind, settings }` are kept in the database, so one kind may serve several issuers.
 *
 * @typeParam TSettings what an instance is configured with; members marked `writeOnly` are kept encrypted.
 * @typeParam TCredentials what a caller presents.
 */
export interface AuthMethod<
  TSettings extends object = object,
  TCredentials extends object = object,
> extends Configurable<TSettings> {
  /** Validates and documents what callers send as `credentials`. */
  readonly credentialsDto: Type<TCredentials>;

  /**
   * The identity that the credentials prove, or undefined when they prove none.
   *
   * Takes as long for an unknown subject as for a known one. Throws only when it cannot tell: that refuses the login
   * as unavailable, never grants it.
   */
  authenticate(settings: TSettings, credentials: TCredentials): Promise<Identity | undefined>;

  /**
   * The name whose secret the credentials guess at, for methods whose secrets people choose.
   *
   * Repeated failures at one name then lock it for a growing time, whether the name is known or not.
   */
  guessedName?(credentials: TCredentials): string;

  /** The identity behind a bearer token that is not an access token of ours; undefined when it is not this method's. */
  validateToken?(settings: TSettings, token: string): Promise<Identity | undefined>;
}

/** Where auth methods plug in: `AUTH_METHOD.provide(LdapAuthMethod)`. */
export const AUTH_METHOD = new ExtensionPoint<AuthMethod>('AUTH_METHOD');
