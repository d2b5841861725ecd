import { Injectable } from '@nestjs/common';
import type { DomainEvent } from '../../common/events/domain-event.js';
import { DomainEvents } from '../../common/events/domain-events.js';
import { ChangeFeed, Transactions } from '../../database/index.js';
import { AUTH_METHODS_TOPIC } from './configured-methods.js';

/** Makes changes of auth methods: each in one transaction, told to every instance of the registry. */
@Injectable()
export class AuthMethodChanges {
  constructor(
    private readonly transactions: Transactions,
    private readonly events: DomainEvents,
    private readonly changeFeed: ChangeFeed,
  ) {}

  change(work: (publish: (event: DomainEvent) => Promise<void>) => Promise<void>): Promise<void> {
    return this.transactions.run(async () => {
      await work((event) => this.events.publish(event));
      await this.changeFeed.announce(AUTH_METHODS_TOPIC, '*');
    });
  }
}
