import { GrantTooWideError } from '../agents/agents.errors.js';
import type { IdentityLimits } from '../auth-method.js';
import { type Permission, PermissionSet } from '../permissions.js';
import type { Grant } from '../principals.js';

/** What a caller may ask for beside being logged in. */
export interface LoginWishes {
  /** Narrows what is got to these. Absent: whatever the proof allows. */
  readonly permissions?: readonly Permission[] | undefined;
  /** Whether the login shall be carried on by refresh tokens. */
  readonly withRefreshToken?: boolean | undefined;
  /** Thumbprint of the key that the caller has proved to hold: what is got is bound to it (RFC 9449). */
  readonly provenKey?: string | undefined;
}

/**
 * The limits of a grant, narrowed to the permissions that are wished for.
 *
 * @throws GrantTooWideError naming what the proof does not allow.
 */
export function narrowedLimits({ profile, limits }: Grant, { permissions }: LoginWishes): IdentityLimits {
  if (!permissions) return limits;
  const held = limits.permissions
    ? profile.permissions.intersect(new PermissionSet(limits.permissions))
    : profile.permissions;
  const missing = held.missing(permissions);
  if (missing.length > 0) throw new GrantTooWideError(missing);
  return { ...limits, permissions: [...new Set(permissions)] };
}
