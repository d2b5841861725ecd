import { Injectable } from '@nestjs/common';
import { DomainEvents } from '../../common/events/domain-events.js';
import { Transactions } from '../../database/index.js';
import { LoginLockedError } from '../auth.errors.js';
import { LockOut } from '../login/lock-out.js';
import type { Principal } from '../principal.js';
import { WrongPasswordError } from './passwords.errors.js';
import { PasswordChangeRefused } from './passwords.events.js';
import type { PasswordOfAgent } from './passwords.repository.js';
import { PasswordsService } from './passwords.service.js';

/** The kind of auth method under which guesses at passwords are counted. */
export const PASSWORD_KIND = 'password';

/** Asks an agent that is logged in for its password, as often as the login would. */
@Injectable()
export class CurrentPassword {
  constructor(
    private readonly passwords: PasswordsService,
    private readonly lockOut: LockOut,
    private readonly transactions: Transactions,
    private readonly events: DomainEvents,
  ) {}

  /** @throws WrongPasswordError, LoginLockedError; refusals are audited. */
  async require({ agentId, agentName }: Principal, password: string): Promise<PasswordOfAgent> {
    const guessed = { kind: PASSWORD_KIND, name: agentName };
    const wait = await this.lockOut.claim(guessed);
    if (wait !== undefined) {
      await this.record(new PasswordChangeRefused(agentId, 'locked'));
      throw new LoginLockedError(wait);
    }
    const proven = await this.passwords.verify(agentName, password);
    if (proven?.agentId !== agentId) {
      await this.record(new PasswordChangeRefused(agentId, 'wrong_password'));
      throw new WrongPasswordError();
    }
    await this.lockOut.forgive(guessed);
    return proven;
  }

  private record(event: PasswordChangeRefused): Promise<void> {
    return this.transactions.run(() => this.events.publish(event));
  }
}
