import { Injectable } from '@nestjs/common';
import { AgentNotFoundError } from '../agents/agents.errors.js';
import { AgentsRepository } from '../agents/agents.repository.js';
import { GrantRules } from '../agents/grant-rules.js';
import { InsufficientPermissionError } from '../auth.errors.js';
import type { Permission } from '../permissions.js';
import type { Principal } from '../principal.js';

const MANAGE = 'agent:manage';

/** Who may see, make and revoke API keys: the agent itself, and those who may manage it. */
@Injectable()
export class ApiKeyRules {
  constructor(
    private readonly agents: AgentsRepository,
    private readonly grants: GrantRules,
  ) {}

  /** @throws InsufficientPermissionError for the keys of others, AgentNotFoundError */
  async requireAccess(caller: Principal, agentId: string): Promise<void> {
    if (caller.agentId !== agentId && !caller.permissions.allows(MANAGE)) throw new InsufficientPermissionError(MANAGE);
    if (!(await this.agents.findById(agentId))) throw new AgentNotFoundError();
  }

  /** @throws AgentOutranksCallerError */
  async requireMayRevoke(caller: Principal, agentId: string): Promise<void> {
    if (caller.agentId !== agentId) await this.grants.requireCovers(caller, agentId);
  }

  /**
   * A key of one's own is at most as wide as the proof it is made with; a key of somebody else lets one act as them.
   *
   * @throws GrantTooWideError, AgentOutranksCallerError
   */
  async requireMayMake(caller: Principal, agentId: string, permissions: readonly Permission[] | null): Promise<void> {
    if (caller.agentId !== agentId || permissions === null) await this.grants.requireCovers(caller, agentId);
    await this.grants.requireMayGrant(caller, [], permissions ?? []);
  }
}
