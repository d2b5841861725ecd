import { Injectable } from '@nestjs/common';
import { Clock } from '../../common/clock.js';
import { PreconditionFailedError } from '../../common/errors/common.errors.js';
import type { ExpectedRevision } from '../../common/http/if-match.decorator.js';
import { Environment } from '../../config/environment.js';
import { Revocations } from '../revocation/revocations.js';
import type { Publish } from './api-key-changes.js';
import type { ApiKeyView } from './api-key-view.js';
import { ApiKeyEndedError } from './api-keys.errors.js';
import { ApiKeyRevoked } from './api-keys.events.js';
import { ApiKeysRepository } from './api-keys.repository.js';

/** What was got by a key may live longer than its access tokens, and a key without an end has no latest one. */
const FOR_GOOD = new Date('9999-12-31T00:00:00Z');

/** Ends API keys, within a change. */
@Injectable()
export class ApiKeyEnding {
  constructor(
    private readonly keys: ApiKeysRepository,
    private readonly revocations: Revocations,
    private readonly clock: Clock,
    private readonly environment: Environment,
  ) {}

  /**
   * The key, which nobody else changes until the transaction ends.
   *
   * @throws ApiKeyEndedError when it has ended, or has a successor.
   */
  async requireReplaceable({ agentId, id }: ApiKeyView): Promise<ApiKeyView> {
    await this.keys.lockForChange(id);
    const key = await this.keys.findOfAgent(agentId, id);
    const expired = key?.expiresAt && key.expiresAt <= this.clock.now();
    if (!key || key.revokedAt || expired || (await this.keys.hasSuccessor(id))) throw new ApiKeyEndedError();
    return key;
  }

  /**
   * Ends the key and whatever was got by it: access tokens, keys that were made with it, and the successor that it gave
   * itself, which whoever had stolen it would keep.
   *
   * @throws PreconditionFailedError
   */
  async endNow(key: ApiKeyView, expected: ExpectedRevision, publish: Publish): Promise<void> {
    await this.end(key, expected, publish);
    await this.endEach(await this.keys.findEndingWith(key.id), publish);
  }

  /** Ends a key that was replaced, and whatever was got by it but its successor. */
  async retire(key: ApiKeyView, publish: Publish): Promise<void> {
    await this.end(key, 'any', publish);
    await this.endEach(await this.keys.findMadeWith(key.id), publish);
  }

  /** Lets the key go on for an overlap, unless it ends before by itself. */
  async endLater(key: ApiKeyView, overlapSeconds: number | undefined, publish: Publish): Promise<void> {
    const overlap = overlapSeconds ?? this.environment.API_KEY_OVERLAP_SECONDS;
    if (overlap === 0) return this.retire(key, publish);
    const end = new Date(this.clock.now().getTime() + overlap * 1000);
    if (!key.expiresAt || key.expiresAt > end) await this.keys.endAt(key.id, end);
  }

  private async end(key: ApiKeyView, expected: ExpectedRevision, publish: Publish): Promise<void> {
    if (!(await this.keys.revoke(key.id, expected, this.clock.now()))) throw new PreconditionFailedError();
    await this.recordEnd(key, publish);
  }

  private async endEach(keys: readonly ApiKeyView[], publish: Publish): Promise<void> {
    for (const key of keys) {
      if (await this.keys.revoke(key.id, 'any', this.clock.now())) await this.recordEnd(key, publish);
    }
  }

  private async recordEnd(key: ApiKeyView, publish: Publish): Promise<void> {
    await this.revocations.revoke(key.id, FOR_GOOD);
    await publish(new ApiKeyRevoked(key));
  }
}
