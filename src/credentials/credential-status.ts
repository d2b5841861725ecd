import type { Credential } from './credential.entity.js';

export const CREDENTIAL_STATUSES = ['active', 'expired', 'used_up', 'revoked'] as const;
export type CredentialStatus = (typeof CREDENTIAL_STATUSES)[number];

/** What a credential is worth at this moment; `CREDENTIAL_STATUS_SQL` says the same to the database. */
export function statusOf({ revokedAt, expiresAt, usesLeft }: Credential, now: Date): CredentialStatus {
  if (revokedAt) return 'revoked';
  if (expiresAt <= now) return 'expired';
  return usesLeft === 0 ? 'used_up' : 'active';
}

/** Conditions on a `credential` with the parameter `now`. */
export const CREDENTIAL_STATUS_SQL: Readonly<Record<CredentialStatus, string>> = {
  revoked: 'credential.revoked_at IS NOT NULL',
  expired: 'credential.revoked_at IS NULL AND credential.expires_at <= :now',
  used_up: 'credential.revoked_at IS NULL AND credential.expires_at > :now AND credential.uses_left = 0',
  active: 'credential.revoked_at IS NULL AND credential.expires_at > :now AND credential.uses_left IS DISTINCT FROM 0',
};
