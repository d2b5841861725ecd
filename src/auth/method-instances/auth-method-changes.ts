import { Injectable } from '@nestjs/common';
import type { DomainEvent } from '../../common/events/domain-event.js';
import { DomainEvents } from '../../common/events/domain-events.js';
import { ChangeFeed, Transactions } from '../../database/index.js';
import { PresentCallers } from '../agents/present-callers.js';
import type { Principal } from '../principal.js';
import { AUTH_METHODS_TOPIC } from './configured-methods.js';

type Publish = (event: DomainEvent) => Promise<void>;

/** Makes changes of auth methods: each in one transaction, told to every instance of the registry. */
@Injectable()
export class AuthMethodChanges {
  constructor(
    private readonly transactions: Transactions,
    private readonly events: DomainEvents,
    private readonly changeFeed: ChangeFeed,
    private readonly callers: PresentCallers,
  ) {}

  change(work: (publish: Publish) => Promise<void>): Promise<void> {
    return this.transactions.run(async () => {
      await work((event) => this.events.publish(event));
      await this.changeFeed.announce(AUTH_METHODS_TOPIC, '*');
    });
  }

  /**
   * @param work gets the caller as it is when its turn has come: the one that was let in may hold more.
   * @throws InvalidTokenError
   */
  changeBy(caller: Principal, work: (caller: Principal, publish: Publish) => Promise<void>): Promise<void> {
    return this.change(async (publish) => work(await this.callers.hold(caller), publish));
  }
}
