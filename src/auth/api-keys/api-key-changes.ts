import { Injectable } from '@nestjs/common';
import type { DomainEvent } from '../../common/events/domain-event.js';
import { DomainEvents } from '../../common/events/domain-events.js';
import { ChangeFeed, Transactions } from '../../database/index.js';
import { PresentCallers } from '../agents/present-callers.js';
import type { Principal } from '../principal.js';
import { API_KEYS_TOPIC } from './api-key-verifier.js';

export type Publish = (event: DomainEvent) => Promise<void>;

/** Makes changes of API keys: each in one transaction, told to every instance. */
@Injectable()
export class ApiKeyChanges {
  constructor(
    private readonly transactions: Transactions,
    private readonly events: DomainEvents,
    private readonly changeFeed: ChangeFeed,
    private readonly callers: PresentCallers,
  ) {}

  change<T>(work: (publish: Publish) => Promise<T>): Promise<T> {
    return this.transactions.run(() =>
      work(async (event) => {
        await this.events.publish(event);
        await this.changeFeed.announce(API_KEYS_TOPIC, '*');
      }),
    );
  }

  /**
   * @param work gets the caller as it is when its turn has come: the one that was let in may hold more.
   * @throws InvalidTokenError
   */
  changeBy<T>(caller: Principal, work: (caller: Principal, publish: Publish) => Promise<T>): Promise<T> {
    return this.change(async (publish) => work(await this.callers.hold(caller), publish));
  }
}
