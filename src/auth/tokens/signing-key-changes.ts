import { Injectable } from '@nestjs/common';
import type { DomainEvent } from '../../common/events/domain-event.js';
import { DomainEvents } from '../../common/events/domain-events.js';
import { ChangeFeed, Transactions } from '../../database/index.js';
import type { SigningKey } from './signing-key.entity.js';
import { SIGNING_KEYS_TOPIC } from './signing-keys.js';
import { SigningKeysRepository } from './signing-keys.repository.js';

/** What a change has come to. */
export interface SigningKeyChange {
  readonly changed: boolean;
  readonly event?: DomainEvent;
}

/** Makes changes of signing keys: one at a time, each in one transaction, told to every instance. */
@Injectable()
export class SigningKeyChanges {
  constructor(
    private readonly repository: SigningKeysRepository,
    private readonly transactions: Transactions,
    private readonly changeFeed: ChangeFeed,
    private readonly events: DomainEvents,
  ) {}

  /** @param work gets the keys, which nobody else changes meanwhile. */
  change<T extends SigningKeyChange>(work: (keys: readonly SigningKey[]) => Promise<T>): Promise<T> {
    return this.transactions.run(async () => {
      await this.repository.lock();
      const change = await work(await this.repository.all());
      if (change.event) await this.events.publish(change.event);
      if (change.changed) await this.changeFeed.announce(SIGNING_KEYS_TOPIC, '*');
      return change;
    });
  }
}
