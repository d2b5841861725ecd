import { Injectable } from '@nestjs/common';
import { Interval } from '@nestjs/schedule';
import { Clock } from '../../common/clock.js';
import { ApiKeyChanges } from './api-key-changes.js';
import { ApiKeyEnding } from './api-key-ending.js';
import { ApiKeysRepository } from './api-keys.repository.js';

const MINUTE = 60_000;

/**
 * Revokes replaced keys once their overlap is over.
 *
 * They open nothing by then, but access tokens and sessions that were got by them before they were replaced may still.
 */
@Injectable()
export class RetiredApiKeys {
  constructor(
    private readonly keys: ApiKeysRepository,
    private readonly ending: ApiKeyEnding,
    private readonly changes: ApiKeyChanges,
    private readonly clock: Clock,
  ) {}

  @Interval(MINUTE)
  async revoke(): Promise<void> {
    await this.changes.change(async (publish) => {
      for (const key of await this.keys.lockRetired(this.clock.now())) await this.ending.retire(key, publish);
    });
  }
}
