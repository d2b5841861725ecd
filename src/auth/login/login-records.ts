import { Injectable } from '@nestjs/common';
import { DomainEvents } from '../../common/events/domain-events.js';
import { currentRequest } from '../../common/http/request-context.js';
import { Transactions } from '../../database/index.js';
import { type LoginRefusal, LoginRefused, LoginSucceeded } from '../auth.events.js';
import type { ConfiguredMethod } from '../method-instances/configured-methods.js';
import { LockOut } from './lock-out.js';

/** Leaves a record of each login, whether it succeeded or not. */
@Injectable()
export class LoginRecords {
  constructor(
    private readonly transactions: Transactions,
    private readonly events: DomainEvents,
    private readonly lockOut: LockOut,
  ) {}

  async succeeded(agentId: string, { name, method }: ConfiguredMethod, guessedName: string | undefined): Promise<void> {
    const request = currentRequest();
    if (request) request.agentId = agentId;
    await this.transactions.run(async () => {
      if (guessedName !== undefined) await this.lockOut.forgive(method.kind, guessedName);
      await this.events.publish(new LoginSucceeded(agentId, name));
    });
  }

  async refused(reason: LoginRefusal, method?: string): Promise<void> {
    await this.transactions.run(async () => {
      await this.lockOut.prune();
      await this.events.publish(new LoginRefused(reason, method));
    });
  }
}
