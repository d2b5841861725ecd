import type { Permission } from '../permissions.js';
import type { ApiKey } from './api-key.entity.js';

/** An API key as it may be shown: without what would open anything. */
export interface ApiKeyView {
  readonly id: string;
  readonly agentId: string;
  readonly name: string;
  readonly hint: string;
  /** Null: whatever the agent may do. */
  readonly permissions: readonly Permission[] | null;
  readonly revision: number;
  readonly createdAt: Date;
  readonly expiresAt: Date | null;
  readonly revokedAt: Date | null;
  /** To the minute. */
  readonly lastUsedAt: Date | null;
}

export function toApiKeyView(key: ApiKey): ApiKeyView {
  const { id, agentId, name, hint, permissions, revision, createdAt, expiresAt, revokedAt, lastUsedAt } = key;
  return { id, agentId, name, hint, permissions, revision, createdAt, expiresAt, revokedAt, lastUsedAt };
}
