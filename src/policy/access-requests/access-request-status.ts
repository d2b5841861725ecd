import type { AccessRequest } from './access-request.entity.js';

/** As shown: a pending request that nobody decided in time has expired. */
export const ACCESS_REQUEST_STATUSES = ['pending', 'approved', 'rejected', 'cancelled', 'expired', 'revoked'] as const;
export type AccessRequestStatus = (typeof ACCESS_REQUEST_STATUSES)[number];

export function statusAt({ status, expiresAt }: AccessRequest, now: Date): AccessRequestStatus {
  return status === 'pending' && expiresAt <= now ? 'expired' : status;
}
