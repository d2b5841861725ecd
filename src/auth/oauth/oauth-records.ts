import { Injectable } from '@nestjs/common';
import type { AuditedEvent } from '../../common/events/domain-event.js';
import { DomainEvents } from '../../common/events/domain-events.js';
import { Transactions } from '../../database/index.js';

/** Leaves a record of what happened at the OAuth endpoints. */
@Injectable()
export class OAuthRecords {
  constructor(
    private readonly transactions: Transactions,
    private readonly events: DomainEvents,
  ) {}

  /** @param change what the event tells of, to be done in the same transaction. */
  async add(event: AuditedEvent, change?: () => Promise<void>): Promise<void> {
    await this.transactions.run(async () => {
      await change?.();
      await this.events.publish(event);
    });
  }
}
