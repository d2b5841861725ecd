import { Injectable } from '@nestjs/common';
import { DomainEvents } from '../../common/events/domain-events.js';
import { ChangeFeed, Transactions } from '../../database/index.js';
import { POLICIES_TOPIC } from '../decisions/policy-set.js';
import type { PolicyChanged } from '../policy.events.js';

/** Makes a change of policies one with its audit and its announcement to every instance. */
@Injectable()
export class PolicyChanges {
  constructor(
    private readonly transactions: Transactions,
    private readonly events: DomainEvents,
    private readonly changeFeed: ChangeFeed,
  ) {}

  /** Runs the change in a transaction, which it rolls back by throwing. */
  async run(change: () => Promise<PolicyChanged>): Promise<void> {
    await this.transactions.run(async () => {
      const event = await change();
      await this.events.publish(event);
      await this.changeFeed.announce(POLICIES_TOPIC, event.policyId);
    });
  }
}
