import { Injectable } from '@nestjs/common';
import { Clock } from '../../common/clock.js';
import { PasswordsService } from '../passwords/passwords.service.js';
import type { Principal } from '../principal.js';
import { CallerChanges } from './caller-changes.js';
import type { NewAgent } from './agent-inputs.js';
import type { AgentProfile } from './agent-profile.js';
import { type AgentView, toAgentView } from './agent-view.js';
import { AgentNameTakenError, AgentNotFoundError, IdentityTakenError } from './agents.errors.js';
import { AgentCreated } from './agents.events.js';
import { AgentsRepository } from './agents.repository.js';
import { canonicalName } from '../../common/canonical-name.js';
import { GrantRules } from './grant-rules.js';
import { newAgent } from './new-agent.js';

/** Agents: finding and creating them. */
@Injectable()
export class AgentsService {
  constructor(
    private readonly agents: AgentsRepository,
    private readonly rules: GrantRules,
    private readonly passwords: PasswordsService,
    private readonly changes: CallerChanges,
    private readonly clock: Clock,
  ) {}

  find(agentId: string): Promise<AgentView | undefined> {
    return this.agents.findById(agentId);
  }

  /** The agent's owner, the owner's owner, and so on. */
  async ownersOf(agentId: string): Promise<string[]> {
    const owners: string[] = [];
    let owner = (await this.find(agentId))?.ownerId;
    while (owner && !owners.includes(owner)) {
      owners.push(owner);
      owner = (await this.find(owner))?.ownerId;
    }
    return owners;
  }

  /** Case and width of letters make no difference. */
  findByName(name: string): Promise<AgentView | undefined> {
    return this.agents.findByCanonicalName(canonicalName(name));
  }

  /**
   * What the agent holds, roles included.
   *
   * @throws AgentNotFoundError
   */
  async getProfile(agentId: string): Promise<AgentProfile> {
    const profile = await this.agents.findProfile(agentId);
    if (!profile) throw new AgentNotFoundError();
    return profile;
  }

  /** What agents hold, disabled ones included: in order of creation, from past `after`, at most `limit`. */
  listProfiles(limit: number, after: string | undefined): Promise<AgentProfile[]> {
    return this.agents.findProfiles(limit, after);
  }

  /** @throws AgentNotFoundError */
  async getAgent(agentId: string): Promise<AgentView> {
    const agent = await this.find(agentId);
    if (!agent) throw new AgentNotFoundError();
    return agent;
  }

  /**
   * @throws UnknownPermissionError, UnknownRoleError, GrantTooWideError, DelegatedProofError, FullProofRequiredError,
   * AgentNameTakenError, UnknownOwnerError, IdentityTakenError; InvalidTokenError and InsufficientPermissionError when
   * the caller has lost meanwhile what let it in
   */
  async createAgent(asked: Principal, wanted: NewAgent): Promise<AgentView> {
    const { roles = [], permissions = [], identities = [], password } = wanted;
    const agent = newAgent(wanted, this.clock.now());
    const hash = password ? await this.passwords.hash(password, agent.name) : null;
    return this.changes.change(asked, agent.id, async (caller, publish) => {
      this.rules.requireManager(caller);
      await this.rules.requireMayGrant(caller, roles, permissions);
      if (password || identities.length > 0) await this.rules.requireMayProve(caller, agent.id);
      await this.rules.requireOwner(agent.ownerId);
      if (!(await this.agents.insertIfNameIsFree(agent))) throw new AgentNameTakenError();
      if (!(await this.agents.replaceLinks(agent.id, { roles, identities }))) throw new IdentityTakenError();
      if (hash !== null) await this.passwords.store(agent.id, hash);
      const view = toAgentView(agent, { roles: [...new Set(roles)].sort(), identities, provisionedBy: null });
      await publish(new AgentCreated(view));
      return view;
    });
  }
}
