import { Injectable } from '@nestjs/common';
import type { ExpectedRevision } from '../../common/http/if-match.decorator.js';
import { ProofRules } from '../agents/proof-rules.js';
import type { Permission } from '../permissions.js';
import type { Principal } from '../principal.js';
import { ApiKeyChanges } from './api-key-changes.js';
import { ApiKeyEnding } from './api-key-ending.js';
import { ApiKeyIssuer } from './api-key-issuer.js';
import { ApiKeyListing } from './api-key-listing.js';
import type { ShownApiKey } from './api-key-view.js';
import { ApiKeyCreated } from './api-keys.events.js';

export interface NewApiKey {
  readonly name: string;
  /** Absent or null: whatever the agent may do. */
  readonly permissions?: readonly Permission[] | null;
  /** Absent or null: when what it is made with ends, else not by itself. */
  readonly expiresAt?: Date | null;
  /** Absent or null: from where what it is made with may be used, else anywhere. */
  readonly allowedAddresses?: readonly string[] | null;
}

/** The API keys of agents. Their own are the agents' business; those of others need `agent:manage`. */
@Injectable()
export class ApiKeysService {
  constructor(
    private readonly listing: ApiKeyListing,
    private readonly proofs: ProofRules,
    private readonly issuer: ApiKeyIssuer,
    private readonly ending: ApiKeyEnding,
    private readonly changes: ApiKeyChanges,
  ) {}

  /**
   * The only time that the key itself is shown.
   *
   * @throws AgentNotFoundError, InsufficientPermissionError, ExpiryInPastError, and whatever keeps a proof from reaching
   * further than the caller's: see ProofRules. FullProofRequiredError for an OAuth client of the agent, which the key
   * would outlive.
   */
  createApiKey(asked: Principal, agentId: string, { name, ...wanted }: NewApiKey): Promise<ShownApiKey> {
    const reach = {
      permissions: wanted.permissions ?? null,
      expiresAt: wanted.expiresAt ?? asked.proofEndsAt ?? null,
      allowedAddresses: wanted.allowedAddresses ?? asked.addresses ?? null,
    };
    return this.changes.changeBy(asked, async (caller, publish) => {
      await this.proofs.requireAccess(caller, agentId);
      await this.proofs.requireMayMake(caller, agentId, reach);
      const madeWithId = await this.issuer.makerOf(caller, agentId);
      const { apiKey, key } = await this.issuer.issue({ agentId, name, madeWithId, replacesId: null }, reach);
      await publish(new ApiKeyCreated(apiKey));
      return { ...apiKey, key };
    });
  }

  /**
   * Ends the key and whatever was got by it. Does nothing to a key that is revoked already.
   *
   * @throws AgentNotFoundError, InsufficientPermissionError, AgentOutranksCallerError, ProofOutranksCallerError,
   * ApiKeyNotFoundError, PreconditionFailedError
   */
  revokeApiKey(asked: Principal, agentId: string, id: string, expected: ExpectedRevision): Promise<void> {
    return this.changes.changeBy(asked, async (caller, publish) => {
      const key = await this.listing.getApiKey(caller, agentId, id);
      await this.proofs.requireMayEnd(caller, key);
      if (!key.revokedAt) await this.ending.endNow(key, expected, publish);
    });
  }
}
