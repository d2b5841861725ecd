import { Injectable } from '@nestjs/common';
import { AgentChanges } from '../agents/agent-changes.js';
import { LockOut } from '../login/lock-out.js';
import type { Principal } from '../principal.js';
import { PASSWORD_KIND } from './current-password.js';
import { PasswordChanged } from './passwords.events.js';

/** What belongs to every new password that an agent has chosen itself. */
@Injectable()
export class PasswordReplacement {
  constructor(
    private readonly changes: AgentChanges,
    private readonly lockOut: LockOut,
  ) {}

  /**
   * Ends every access token and session of the agent, and the lock of its name.
   *
   * @param write stores the new password, in the transaction; false leaves everything as it is.
   */
  replace(
    { agentId, agentName }: Pick<Principal, 'agentId' | 'agentName'>,
    by: PasswordChanged['by'],
    write: () => Promise<boolean>,
  ): Promise<boolean> {
    return this.changes.change(agentId, async (publish) => {
      if (!(await write())) return false;
      await this.changes.endTokens(agentId);
      await this.lockOut.forgive({ kind: PASSWORD_KIND, name: agentName });
      await publish(new PasswordChanged(agentId, by));
      return true;
    });
  }
}
