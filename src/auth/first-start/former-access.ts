import { Injectable } from '@nestjs/common';
import { AgentAdministration } from '../agents/agent-administration.js';
import { AgentChanges } from '../agents/agent-changes.js';
import { AgentDisabled, AgentEnabled } from '../agents/agents.events.js';
import { AgentProvisioningsRepository } from '../identities/agent-provisionings.repository.js';
import { LastingProofs } from './lasting-proofs.js';
import { OPERATOR } from './operator.js';

/** Whatever let somebody act as an agent so far. */
@Injectable()
export class FormerAccess {
  constructor(
    private readonly administration: AgentAdministration,
    private readonly changes: AgentChanges,
    private readonly proofs: LastingProofs,
    private readonly provisionings: AgentProvisioningsRepository,
  ) {}

  /**
   * Ends it all: password, links to other issuers, keys, clients, sessions, tokens and vended credentials. No auth method
   * gives the agent its roles any more.
   */
  async end(agentId: string): Promise<void> {
    await this.administration.updateAgent(OPERATOR, agentId, { password: null, identities: [] }, 'any');
    await this.changes.change(agentId, async (publish) => {
      await publish(new AgentDisabled(agentId));
      await this.proofs.revokeAll(agentId);
      await this.provisionings.delete(agentId);
      await this.changes.endTokens(agentId);
      await publish(new AgentEnabled(agentId));
    });
  }
}
