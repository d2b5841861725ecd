import { Injectable } from '@nestjs/common';
import { DomainEvents } from '../../common/events/domain-events.js';
import { currentRequest } from '../../common/http/request-context.js';
import { Transactions } from '../../database/index.js';
import { type LoginRefusal, LoginRefused, LoginSucceeded } from '../auth.events.js';
import { type GuessedName, LockOut } from './lock-out.js';

/** Leaves a record of each login, whether it succeeded or not. */
@Injectable()
export class LoginRecords {
  constructor(
    private readonly transactions: Transactions,
    private readonly events: DomainEvents,
    private readonly lockOut: LockOut,
  ) {}

  /** @param guessed the name whose count starts anew, where guesses are counted. */
  async succeeded(agentId: string, method: string, guessed: GuessedName | undefined): Promise<void> {
    const request = currentRequest();
    if (request) request.agentId = agentId;
    await this.transactions.run(async () => {
      if (guessed) await this.lockOut.forgive(guessed);
      await this.events.publish(new LoginSucceeded(agentId, method));
    });
  }

  async refused(reason: LoginRefusal, method?: string): Promise<void> {
    await this.transactions.run(async () => {
      await this.lockOut.prune();
      await this.events.publish(new LoginRefused(reason, method));
    });
  }
}
