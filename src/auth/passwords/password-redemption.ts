import { Injectable } from '@nestjs/common';
import { DomainEvents } from '../../common/events/domain-events.js';
import { currentRequest } from '../../common/http/request-context.js';
import { Transactions } from '../../database/index.js';
import { PasswordReplacement } from './password-replacement.js';
import { PasswordResetTokens } from './password-reset-tokens.js';
import type { ResettableAgent } from './password-resets.repository.js';
import { InvalidResetTokenError } from './passwords.errors.js';
import { PasswordResetRefused } from './passwords.events.js';
import { PasswordsService } from './passwords.service.js';

/** Sets passwords by reset tokens. */
@Injectable()
export class PasswordRedemption {
  constructor(
    private readonly tokens: PasswordResetTokens,
    private readonly passwords: PasswordsService,
    private readonly replacement: PasswordReplacement,
    private readonly transactions: Transactions,
    private readonly events: DomainEvents,
  ) {}

  /**
   * Sets the password and ends every access token and session of the agent. A token serves once; a password that is
   * refused does not use it up.
   *
   * @throws InvalidResetTokenError, the same whatever was wrong, and audited; WeakPasswordError
   */
  async redeem(resetToken: string, newPassword: string): Promise<void> {
    const agent = await this.tokens.find(resetToken);
    if (!agent) return this.refuse();
    const hash = await this.passwords.hash(newPassword, agent.agentName, '/newPassword');
    actAs(agent);
    const replaced = await this.replacement.replace(agent, 'reset_token', async () => {
      if (!(await this.tokens.use(resetToken))) return false;
      await this.passwords.store(agent.agentId, hash);
      return true;
    });
    if (!replaced) return this.refuse();
  }

  private async refuse(): Promise<never> {
    await this.transactions.run(() => this.events.publish(new PasswordResetRefused()));
    throw new InvalidResetTokenError();
  }
}

/** Whoever holds the token is the agent, in the audit too. */
function actAs({ agentId }: ResettableAgent): void {
  const request = currentRequest();
  if (request) request.agentId = agentId;
}
