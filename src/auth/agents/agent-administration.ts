import { Injectable } from '@nestjs/common';
import { Clock } from '../../common/clock.js';
import { PreconditionFailedError } from '../../common/errors/common.errors.js';
import type { ExpectedRevision } from '../../common/http/if-match.decorator.js';
import { PasswordsService } from '../passwords/passwords.service.js';
import type { Principal } from '../principal.js';
import { CallerChanges } from './caller-changes.js';
import type { AgentPatch } from './agent-inputs.js';
import type { AgentView } from './agent-view.js';
import { AgentInUseError, AgentNotFoundError, IdentityTakenError } from './agents.errors.js';
import { AgentDeleted, AgentDisabled, AgentEnabled, AgentUpdated } from './agents.events.js';
import { AgentsRepository } from './agents.repository.js';
import { GrantRules } from './grant-rules.js';

/**
 * Changes of agents by those who may manage them. In force at once, on every instance.
 *
 * All methods throw InvalidTokenError and InsufficientPermissionError when the caller has lost meanwhile what let it in,
 * AgentNotFoundError, AgentOutranksCallerError and LastAdministratorError; those that take a
 * revision throw PreconditionFailedError.
 */
@Injectable()
export class AgentAdministration {
  constructor(
    private readonly agents: AgentsRepository,
    private readonly rules: GrantRules,
    private readonly passwords: PasswordsService,
    private readonly changes: CallerChanges,
    private readonly clock: Clock,
  ) {}

  /**
   * Other rights, identities or another password end the agent's access tokens.
   *
   * @throws UnknownPermissionError, UnknownRoleError, GrantTooWideError, DelegatedProofError, FullProofRequiredError,
   * UnknownOwnerError, IdentityTakenError
   */
  async updateAgent(asked: Principal, id: string, patch: AgentPatch, expected: ExpectedRevision): Promise<AgentView> {
    const hash = await this.hashOf(id, patch);
    return this.changes.change(asked, id, async (caller, publish) => {
      const before = await this.require(caller, id);
      await this.rules.requireMayGrant(caller, patch.roles ?? [], patch.permissions ?? []);
      if (patch.password || patch.identities?.length) await this.rules.requireMayProve(caller, id);
      await this.rules.requireOwner(patch.ownerId);
      if (!(await this.agents.update(id, expected, this.columnsOf(patch)))) throw new PreconditionFailedError();
      if (!(await this.agents.replaceLinks(id, patch))) throw new IdentityTakenError();
      if (hash !== undefined) await this.passwords.store(id, hash);
      const after = await this.reread(id);
      if (hash !== undefined || rightsOf(before) !== rightsOf(after)) await this.agents.endTokens(id);
      await publish(new AgentUpdated(before, after, hash !== undefined));
      return after;
    });
  }

  /** Ends everything the agent was given. Does nothing to an agent that is disabled already. */
  disableAgent(asked: Principal, id: string): Promise<AgentView> {
    return this.changes.change(asked, id, async (caller, publish) => {
      const before = await this.require(caller, id);
      if (before.status === 'disabled') return before;
      await this.agents.update(id, 'any', { status: 'disabled', updatedAt: this.clock.now() });
      await this.agents.endTokens(id);
      await publish(new AgentDisabled(id));
      return this.reread(id);
    });
  }

  enableAgent(asked: Principal, id: string): Promise<AgentView> {
    return this.changes.change(asked, id, async (caller, publish) => {
      const before = await this.require(caller, id);
      if (before.status === 'active') return before;
      await this.agents.update(id, 'any', { status: 'active', updatedAt: this.clock.now() });
      await publish(new AgentEnabled(id));
      return this.reread(id);
    });
  }

  /** @throws AgentInUseError while tools or other agents name it as their owner. */
  deleteAgent(asked: Principal, id: string, expected: ExpectedRevision): Promise<void> {
    return this.changes.change(asked, id, async (caller, publish) => {
      await publish(new AgentDeleted(await this.require(caller, id)));
      const outcome = await this.agents.delete(id, expected);
      if (outcome === 'changed') throw new PreconditionFailedError();
      if (outcome === 'in_use') throw new AgentInUseError();
    });
  }

  /** Hashing is slow, so it is done before the transaction. */
  private async hashOf(id: string, { password }: AgentPatch): Promise<string | null | undefined> {
    if (typeof password !== 'string') return password;
    return this.passwords.hash(password, (await this.reread(id)).name);
  }

  private async require(caller: Principal, id: string): Promise<AgentView> {
    this.rules.requireManager(caller);
    const agent = await this.reread(id);
    await this.rules.requireCovers(caller, id);
    return agent;
  }

  private async reread(id: string): Promise<AgentView> {
    const agent = await this.agents.findById(id);
    if (!agent) throw new AgentNotFoundError();
    return agent;
  }

  private columnsOf({ displayName, ownerId, metadata, permissions }: AgentPatch) {
    return {
      ...{ updatedAt: this.clock.now(), displayName, ownerId },
      ...(metadata !== undefined && { metadata: { ...metadata } }),
      ...(permissions && { permissions: [...new Set(permissions)] }),
    };
  }
}

const rightsOf = ({ roles, permissions, identities }: AgentView) =>
  JSON.stringify([roles, [...permissions].sort(), identities]);
