import { Injectable } from '@nestjs/common';
import { ProofRules } from '../agents/proof-rules.js';
import type { Principal } from '../principal.js';
import { ApiKeyChanges } from './api-key-changes.js';
import { ApiKeyEnding } from './api-key-ending.js';
import { ApiKeyIssuer } from './api-key-issuer.js';
import { ApiKeyListing } from './api-key-listing.js';
import type { ApiKeyView, ShownApiKey } from './api-key-view.js';
import { ApiKeyRotatedByOtherError } from './api-keys.errors.js';
import { ApiKeyRotated } from './api-keys.events.js';

export interface ApiKeyRotation {
  /** How long the old key goes on. Default: API_KEY_OVERLAP_SECONDS. */
  readonly overlapSeconds?: number;
  /** When the successor ends. Absent or null: when the old key would have. */
  readonly expiresAt?: Date | null;
}

/** Replaces API keys by successors, both of which work for an overlap. */
@Injectable()
export class ApiKeyRotations {
  constructor(
    private readonly listing: ApiKeyListing,
    private readonly proofs: ProofRules,
    private readonly issuer: ApiKeyIssuer,
    private readonly ending: ApiKeyEnding,
    private readonly changes: ApiKeyChanges,
  ) {}

  /**
   * The successor has the name, the permissions and the addresses of the key. It is shown once.
   *
   * @throws AgentNotFoundError, InsufficientPermissionError, ApiKeyNotFoundError, ApiKeyEndedError, ExpiryInPastError,
   * ApiKeyRotatedByOtherError, FullProofRequiredError for an OAuth client of the agent, and whatever keeps a proof from
   * reaching further than the caller's: see ProofRules.
   */
  rotateApiKey(asked: Principal, agentId: string, id: string, rotation: ApiKeyRotation): Promise<ShownApiKey> {
    return this.changes.changeBy(asked, async (caller, publish) => {
      const old = await this.ending.requireReplaceable(await this.listing.getApiKey(caller, agentId, id));
      const expiresAt = rotation.expiresAt ?? old.expiresAt;
      const maker = await this.requireMayRotate(caller, old, expiresAt);
      const { name, permissions, allowedAddresses, madeWithId } = old;
      const origin = { agentId, name, madeWithId, replacesId: id, selfRotated: maker === id };
      const { apiKey, key } = await this.issuer.issue(origin, { permissions, expiresAt, allowedAddresses });
      await this.ending.endLater(old, rotation.overlapSeconds, publish);
      await publish(new ApiKeyRotated(old, apiKey));
      return { ...apiKey, key };
    });
  }

  /**
   * The successor opens what the key opens, and ends with the key that the old one was made with.
   *
   * @returns the key that the caller rotates it with, where it is one.
   */
  private async requireMayRotate(caller: Principal, key: ApiKeyView, expiresAt: Date | null): Promise<string | null> {
    const { agentId, allowedAddresses } = key;
    await this.proofs.requireMayEnd(caller, key);
    const opened = isPresented(caller, key) ? caller.permissions.toArray() : key.permissions;
    const permissions = key.permissions && opened;
    await this.proofs.requireMayMake(caller, agentId, { permissions, expiresAt, allowedAddresses });
    const maker = await this.issuer.makerOf(caller, agentId);
    if (![null, key.id, key.madeWithId].includes(maker)) throw new ApiKeyRotatedByOtherError();
    return maker;
  }
}

/** A token that was got by the key may hold less. */
const isPresented = ({ basis, tokenId }: Principal, { id }: ApiKeyView) => tokenId === undefined && basis.includes(id);
