import type { AccessRequest } from './access-request.entity.js';

/** As shown: a pending request that nobody decided in time has expired; a grant that is over or used has ended. */
export const ACCESS_REQUEST_STATUSES = [
  'pending',
  'approved',
  'ended',
  'rejected',
  'cancelled',
  'expired',
  'revoked',
] as const;
export type AccessRequestStatus = (typeof ACCESS_REQUEST_STATUSES)[number];

export function statusAt(request: AccessRequest, now: Date): AccessRequestStatus {
  const { status, expiresAt, grantedUntil, usedAt } = request;
  if (status === 'pending' && expiresAt <= now) return 'expired';
  const inForce = usedAt === null && grantedUntil !== null && grantedUntil > now;
  return status === 'approved' && !inForce ? 'ended' : status;
}

/** The requests that are shown as such at the moment `:now`, in SQL. */
export const ACCESS_REQUEST_STATUS_SQL: Readonly<Record<AccessRequestStatus, string>> = {
  pending: `request.status = 'pending' AND request.expires_at > :now`,
  approved: `request.status = 'approved' AND request.granted_until > :now AND request.used_at IS NULL`,
  ended: `(request.status = 'approved' AND (request.granted_until <= :now OR request.used_at IS NOT NULL))`,
  rejected: `request.status = 'rejected'`,
  cancelled: `request.status = 'cancelled'`,
  expired: `(request.status = 'expired' OR request.status = 'pending' AND request.expires_at <= :now)`,
  revoked: `request.status = 'revoked'`,
};
