import { Injectable } from '@nestjs/common';
import { CallerChanges } from '../agents/caller-changes.js';
import { GrantRules } from '../agents/grant-rules.js';
import { ProofRules } from '../agents/proof-rules.js';
import type { Principal } from '../principal.js';
import { type NewPasswordReset, PasswordResetTokens } from './password-reset-tokens.js';
import { PasswordResetIssued } from './passwords.events.js';

/** Lets those who manage an agent hand it the means to choose a password, without knowing that password. */
@Injectable()
export class PasswordResetsService {
  constructor(
    private readonly proofs: ProofRules,
    private readonly grants: GrantRules,
    private readonly tokens: PasswordResetTokens,
    private readonly changes: CallerChanges,
  ) {}

  /**
   * The only time that the token is shown. Any token of the agent before it opens nothing any more.
   *
   * @throws AgentNotFoundError, DelegatedProofError, FullProofRequiredError, AgentOutranksCallerError
   */
  issueReset(asked: Principal, agentId: string): Promise<NewPasswordReset> {
    return this.changes.change(asked, agentId, async (caller, publish) => {
      await this.proofs.requireAccess(caller, agentId);
      await this.grants.requireMayProve(caller, agentId);
      await this.grants.requireCovers(caller, agentId);
      const made = await this.tokens.make(agentId);
      await publish(new PasswordResetIssued(agentId, made.expiresAt));
      return made;
    });
  }
}
