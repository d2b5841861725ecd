import type { Permission } from '../permissions.js';
import type { ClientJwkSet } from './client-jwk.js';
import type { ClientAuthentication, OAuthClient } from './oauth-client.entity.js';
import { clientIdIn } from './token-basis.js';

/** A client as it may be shown: without what would prove it. */
export interface OAuthClientView {
  readonly id: string;
  readonly agentId: string;
  readonly name: string;
  readonly authentication: ClientAuthentication;
  readonly secretHint: string | null;
  /** When the secret before the last rotation ends. Null: there is none. */
  readonly previousSecretEndsAt: Date | null;
  readonly jwks: ClientJwkSet | null;
  /** Null: whatever the agent may do. */
  readonly permissions: readonly Permission[] | null;
  /** Addresses and CIDR ranges from which alone it may be used. Null: any. */
  readonly allowedAddresses: readonly string[] | null;
  /** Ids of the keys and clients of the same agent that it was made with: it ends with any of them. */
  readonly madeWith: readonly string[];
  readonly revision: number;
  readonly createdAt: Date;
  readonly expiresAt: Date | null;
  readonly revokedAt: Date | null;
  /** To the minute. */
  readonly lastUsedAt: Date | null;
}

export function toOAuthClientView(client: OAuthClient): OAuthClientView {
  const { id, agentId, name, authentication, secretHint, previousEndsAt, jwks } = client;
  const { permissions, allowedAddresses, revision, createdAt, expiresAt, revokedAt, lastUsedAt } = client;
  const madeWith = [...new Set(client.madeWith.map(clientIdIn))];
  return {
    ...{ id, agentId, name, authentication, secretHint, previousSecretEndsAt: previousEndsAt, jwks },
    ...{ permissions, allowedAddresses, madeWith, revision, createdAt, expiresAt, revokedAt, lastUsedAt },
  };
}
