import { Injectable } from '@nestjs/common';
import { Clock } from '../../common/clock.js';
import { newOpaqueToken } from '../../common/crypto/opaque-token.js';
import { PreconditionFailedError } from '../../common/errors/common.errors.js';
import type { ExpectedRevision } from '../../common/http/if-match.decorator.js';
import { newId } from '../../common/ids.js';
import { AgentChanges } from '../agents/agent-changes.js';
import type { Permission } from '../permissions.js';
import type { Principal } from '../principal.js';
import { ApiKeyRules } from './api-key-rules.js';
import { API_KEY_PREFIX, ApiKeyVerifier } from './api-key-verifier.js';
import { type ApiKeyView, toApiKeyView } from './api-key-view.js';
import { ApiKeyNotFoundError, ExpiryInPastError } from './api-keys.errors.js';
import { ApiKeyCreated, ApiKeyRevoked } from './api-keys.events.js';
import { ApiKeysRepository } from './api-keys.repository.js';

export interface NewApiKey {
  readonly name: string;
  /** Absent or null: whatever the agent may do. */
  readonly permissions?: readonly Permission[] | null;
  /** Absent or null: it does not expire. */
  readonly expiresAt?: Date | null;
}

/** The API keys of agents. Their own are the agents' business; those of others need `agent:manage`. */
@Injectable()
export class ApiKeysService {
  constructor(
    private readonly keys: ApiKeysRepository,
    private readonly rules: ApiKeyRules,
    private readonly verifier: ApiKeyVerifier,
    private readonly changes: AgentChanges,
    private readonly clock: Clock,
  ) {}

  /**
   * The only time that the key itself is shown.
   *
   * @throws AgentNotFoundError, InsufficientPermissionError, GrantTooWideError, AgentOutranksCallerError, ExpiryInPastError
   */
  async createApiKey(caller: Principal, agentId: string, input: NewApiKey): Promise<ApiKeyView & { key: string }> {
    const { name, permissions = null, expiresAt = null } = input;
    const createdAt = this.clock.now();
    if (expiresAt && expiresAt <= createdAt) throw new ExpiryInPastError();
    const key = newOpaqueToken(API_KEY_PREFIX);
    const row = {
      ...{ id: newId(), agentId, name, hint: hintOf(key), hmac: this.verifier.hmac(key) },
      ...{ permissions: permissions && [...new Set(permissions)], revision: 1 },
      ...{ createdAt, expiresAt, revokedAt: null, lastUsedAt: null },
    };
    return this.changes.change(agentId, async (publish) => {
      await this.rules.requireAccess(caller, agentId);
      await this.rules.requireMayMake(caller, agentId, permissions);
      await this.keys.insert(row);
      await publish(new ApiKeyCreated(toApiKeyView(row)));
      return { ...toApiKeyView(row), key };
    });
  }

  /** @throws AgentNotFoundError, InsufficientPermissionError, ApiKeyNotFoundError */
  async getApiKey(caller: Principal, agentId: string, id: string): Promise<ApiKeyView> {
    await this.rules.requireAccess(caller, agentId);
    const key = await this.keys.findOfAgent(agentId, id);
    if (!key) throw new ApiKeyNotFoundError();
    return key;
  }

  /**
   * Ends the key and every access token of the agent: they do not tell by which key they were got.
   *
   * @throws AgentNotFoundError, InsufficientPermissionError, AgentOutranksCallerError, ApiKeyNotFoundError,
   * PreconditionFailedError
   */
  revokeApiKey(caller: Principal, agentId: string, id: string, expected: ExpectedRevision): Promise<void> {
    return this.changes.change(agentId, async (publish) => {
      const key = await this.getApiKey(caller, agentId, id);
      await this.rules.requireMayRevoke(caller, agentId);
      if (key.revokedAt) return;
      if (!(await this.keys.revoke(id, expected, this.clock.now()))) throw new PreconditionFailedError();
      await this.changes.endTokens(agentId);
      await publish(new ApiKeyRevoked(key));
    });
  }
}

/** `trk_Ab12…9xYz`: enough to tell keys apart, too little to guess one. */
const hintOf = (key: string) => `${key.slice(0, 8)}…${key.slice(-4)}`;
