import { Injectable } from '@nestjs/common';
import { Clock } from '../../common/clock.js';
import { newId } from '../../common/ids.js';
import { PasswordsService } from '../passwords/passwords.service.js';
import type { Principal } from '../principal.js';
import { AgentChanges } from './agent-changes.js';
import type { NewAgent } from './agent-inputs.js';
import { type AgentView, toAgentView } from './agent-view.js';
import type { Agent } from './agent.entity.js';
import { AgentNameTakenError, AgentNotFoundError, IdentityTakenError } from './agents.errors.js';
import { AgentCreated } from './agents.events.js';
import { AgentsRepository } from './agents.repository.js';
import { canonicalName } from '../../common/canonical-name.js';
import { GrantRules } from './grant-rules.js';

/** Agents: finding and creating them. */
@Injectable()
export class AgentsService {
  constructor(
    private readonly agents: AgentsRepository,
    private readonly rules: GrantRules,
    private readonly passwords: PasswordsService,
    private readonly changes: AgentChanges,
    private readonly clock: Clock,
  ) {}

  find(agentId: string): Promise<AgentView | undefined> {
    return this.agents.findById(agentId);
  }

  /** Case and width of letters make no difference. */
  findByName(name: string): Promise<AgentView | undefined> {
    return this.agents.findByCanonicalName(canonicalName(name));
  }

  /** @throws AgentNotFoundError */
  async getAgent(agentId: string): Promise<AgentView> {
    const agent = await this.find(agentId);
    if (!agent) throw new AgentNotFoundError();
    return agent;
  }

  /** @throws UnknownRoleError, GrantTooWideError, AgentNameTakenError, UnknownOwnerError, IdentityTakenError */
  async createAgent(caller: Principal, wanted: NewAgent): Promise<AgentView> {
    const { roles = [], permissions = [], identities = [], password } = wanted;
    await this.rules.requireMayGrant(caller, roles, permissions);
    const agent = this.rowOf(wanted);
    const hash = await this.passwords.hash(password ?? null);
    return this.changes.change(agent.id, async (publish) => {
      await this.rules.requireOwner(agent.ownerId);
      if (!(await this.agents.insertIfNameIsFree(agent))) throw new AgentNameTakenError();
      if (!(await this.agents.replaceLinks(agent.id, { roles, identities }))) throw new IdentityTakenError();
      if (hash !== null) await this.passwords.store(agent.id, hash);
      const view = toAgentView(agent, { roles: [...new Set(roles)].sort(), identities });
      await publish(new AgentCreated(view));
      return view;
    });
  }

  private rowOf({ name, displayName, type, ownerId, metadata, permissions }: NewAgent): Agent {
    const now = this.clock.now();
    return {
      ...{
        id: newId(),
        name: name.trim(),
        canonicalName: canonicalName(name),
        displayName: displayName ?? name.trim(),
      },
      ...{ type, status: 'active', ownerId: ownerId ?? null, metadata: { ...metadata } },
      ...{ permissions: [...new Set(permissions)], tokenEpoch: 1, revision: 1, createdAt: now, updatedAt: now },
    };
  }
}
