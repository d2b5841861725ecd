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
  /** Addresses and CIDR ranges from which alone it may be used. Null: any. */
  readonly allowedAddresses: readonly string[] | null;
  /** The key that it was made with, and ends with. */
  readonly madeWithId: string | null;
  /** The key that it takes the place of. */
  readonly replacesId: string | null;
  readonly revision: number;
  readonly createdAt: Date;
  readonly expiresAt: Date | null;
  readonly revokedAt: Date | null;
  /** To the minute. */
  readonly lastUsedAt: Date | null;
}

/** With the key itself, the only time that it is shown. */
export type ShownApiKey = ApiKeyView & { readonly key: string };

export function toApiKeyView(key: ApiKey): ApiKeyView {
  const { id, agentId, name, hint, permissions, allowedAddresses, madeWithId, replacesId } = key;
  const { revision, createdAt, expiresAt, revokedAt, lastUsedAt } = key;
  return {
    ...{ id, agentId, name, hint, permissions, allowedAddresses, madeWithId, replacesId },
    ...{ revision, createdAt, expiresAt, revokedAt, lastUsedAt },
  };
}
