import { Injectable } from '@nestjs/common';
import { Clock } from '../../common/clock.js';
import { AgentChanges } from '../agents/agent-changes.js';
import { AgentsRepository } from '../agents/agents.repository.js';
import type { VouchedIdentity } from '../auth-method.js';
import { AgentProvisioningsRepository } from '../identities/agent-provisionings.repository.js';
import type { KnownSubject } from '../identities/external-identities.repository.js';
import { type ClaimsMapping, mappedRoles } from './claims-mapping.js';
import { MappedRolesRepository } from './mapped-roles.repository.js';
import { AgentRolesSynchronised } from './mapping.events.js';

/** Keeps the roles of agents that a method made what the claims of their issuer make them. */
@Injectable()
export class RoleSynchronisation {
  constructor(
    private readonly agents: AgentsRepository,
    private readonly provisionings: AgentProvisioningsRepository,
    private readonly roles: MappedRolesRepository,
    private readonly changes: AgentChanges,
    private readonly clock: Clock,
  ) {}

  /**
   * Other roles are in force at once, and end the agent's access tokens. Only what the issuer said after all before
   * changes them: else an old token would bring back a role that has been taken away, and two tokens of one second would
   * do so in turns.
   *
   * @throws LastAdministratorError
   */
  async synchronise(
    known: KnownSubject,
    { claims, assertedAt }: VouchedIdentity,
    mapping: ClaimsMapping,
  ): Promise<void> {
    const last = known.assertedAt ?? new Date(0);
    if (assertedAt && assertedAt <= last) return;
    const mapped = mappedRoles(mapping, claims);
    const unchanged = isSame(known.roles, mapped) || isSame(known.roles, await this.roles.existing(mapped));
    if (!unchanged) await this.replace(known.agentId, mapped, assertedAt ?? this.clock.now());
    else if (assertedAt) await this.provisionings.renew(known.agentId, assertedAt);
  }

  private replace(agentId: string, mapped: readonly string[], assertedAt: Date): Promise<void> {
    return this.changes.change(agentId, async (publish) => {
      if (!(await this.provisionings.renew(agentId, assertedAt))) return;
      const roles = await this.roles.existing(mapped);
      const before = await this.agents.findById(agentId);
      if (!before || isSame(before.roles, roles)) return;
      await this.agents.update(agentId, 'any', { updatedAt: this.clock.now() });
      await this.agents.replaceLinks(agentId, { roles });
      await this.changes.endTokens(agentId);
      await publish(new AgentRolesSynchronised(before, (await this.agents.findById(agentId)) ?? before));
    });
  }
}

function isSame(held: readonly string[], wanted: readonly string[]): boolean {
  return held.length === wanted.length && wanted.every((it) => held.includes(it));
}
