import { Injectable } from '@nestjs/common';
import { Clock } from '../../common/clock.js';
import { canonicalName } from '../../common/canonical-name.js';
import { AgentChanges } from '../agents/agent-changes.js';
import { toAgentView } from '../agents/agent-view.js';
import type { Agent } from '../agents/agent.entity.js';
import { AgentNameTakenError, IdentityTakenError } from '../agents/agents.errors.js';
import { AgentsRepository } from '../agents/agents.repository.js';
import { newAgent } from '../agents/new-agent.js';
import type { VouchedIdentity } from '../auth-method.js';
import { AgentProvisioningsRepository } from '../identities/agent-provisionings.repository.js';
import { agentDisplayName, agentName } from './agent-names.js';
import { claimAt } from './claims.js';
import { type ClaimsMapping, mappedRoles } from './claims-mapping.js';
import { MappedRolesRepository } from './mapped-roles.repository.js';
import { AgentProvisioned } from './mapping.events.js';

/** Digits of the agent's id that tell agents of one name apart: its random end. */
const SUFFIX_DIGITS = 12;

/** Makes agents for subjects of other issuers. */
@Injectable()
export class AgentProvisioner {
  constructor(
    private readonly agents: AgentsRepository,
    private readonly provisionings: AgentProvisioningsRepository,
    private readonly roles: MappedRolesRepository,
    private readonly changes: AgentChanges,
    private readonly clock: Clock,
  ) {}

  /**
   * An agent of its own for this subject, whoever has its name already.
   *
   * @param method name of the auth method instance.
   * @returns undefined when somebody else has made an agent stand for the subject meanwhile.
   */
  async provision(identity: VouchedIdentity, method: string, mapping: ClaimsMapping): Promise<string | undefined> {
    const { issuer, subject, claims } = identity;
    const now = this.clock.now();
    const agent = newAgent(described(identity, method, mapping), now);
    try {
      await this.changes.change(agent.id, async (publish) => {
        const roles = await this.roles.existing(mappedRoles(mapping, claims));
        const named = await this.insert(agent);
        const links = { roles, identities: [{ issuer, subject }] };
        if (!(await this.agents.replaceLinks(agent.id, links))) throw new IdentityTakenError();
        const assertedAt = identity.assertedAt ?? now;
        await this.provisionings.insert({ agentId: agent.id, method, assertedAt });
        await publish(new AgentProvisioned(toAgentView(named, { ...links, provisionedBy: method })));
      });
      return agent.id;
    } catch (error) {
      if (error instanceof IdentityTakenError) return undefined;
      throw error;
    }
  }

  /** @returns the agent by the name that it got. */
  private async insert(agent: Agent): Promise<Agent> {
    if (await this.agents.insertIfNameIsFree(agent)) return agent;
    const name = `${agent.name}-${agent.id.slice(-SUFFIX_DIGITS)}`;
    const renamed = { ...agent, name, canonicalName: canonicalName(name) };
    if (!(await this.agents.insertIfNameIsFree(renamed))) throw new AgentNameTakenError();
    return renamed;
  }
}

function described({ subject, claims }: VouchedIdentity, method: string, mapping: ClaimsMapping) {
  const { agentType: type, nameClaim, displayNameClaim } = mapping;
  const claimed = (path: string | undefined) => (path === undefined ? undefined : claimAt(claims, path));
  const name = agentName(claimed(nameClaim)) ?? agentName(subject) ?? method;
  return { name, type, displayName: agentDisplayName(claimed(displayNameClaim)) ?? name };
}
