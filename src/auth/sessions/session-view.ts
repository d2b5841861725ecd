import type { Permission } from '../permissions.js';
import type { Session } from './session.entity.js';

/** A session as it may be shown. */
export interface SessionView {
  readonly id: string;
  readonly agentId: string;
  readonly method: string;
  /** Null: whatever the agent may do. */
  readonly permissions: readonly Permission[] | null;
  /** Whether refreshing it takes a proof of a key (RFC 9449). */
  readonly boundToKey: boolean;
  readonly createdAt: Date;
  readonly refreshedAt: Date | null;
  readonly expiresAt: Date;
}

export function toSessionView({ provenKey, ...session }: Session): SessionView {
  const { id, agentId, method, permissions, createdAt, refreshedAt, expiresAt } = session;
  return { id, agentId, method, permissions, boundToKey: provenKey !== null, createdAt, refreshedAt, expiresAt };
}
