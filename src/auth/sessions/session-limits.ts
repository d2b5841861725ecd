import type { IdentityLimits } from '../auth-method.js';
import type { Session } from './session.entity.js';

/** The columns of a session that keep the limits of the proof that it was started with. */
export type SessionLimits = Pick<Session, 'permissions' | 'addresses' | 'basis' | 'clientId' | 'proofEndsAt'>;

export function toSessionLimits(limits: IdentityLimits): SessionLimits {
  const { permissions, addresses, basis = [], clientId = null, expiresAt = null } = limits;
  return {
    permissions: permissions ? [...permissions] : null,
    addresses: addresses ? [...addresses] : null,
    basis: [...basis],
    clientId,
    proofEndsAt: expiresAt,
  };
}

/** The limits again, as they were. */
export function toIdentityLimits(session: SessionLimits): IdentityLimits {
  const { permissions, addresses, basis, clientId, proofEndsAt } = session;
  return {
    ...(permissions && { permissions }),
    ...(addresses && { addresses }),
    ...(clientId !== null && { clientId }),
    ...(proofEndsAt && { expiresAt: proofEndsAt }),
    basis,
  };
}
