import { Injectable } from '@nestjs/common';
import type { DomainEvent } from '../../common/events/domain-event.js';
import { DomainEvents } from '../../common/events/domain-events.js';
import { ChangeFeed, Transactions } from '../../database/index.js';
import { RolesRepository } from '../roles/roles.repository.js';
import { AGENTS_TOPIC } from './agent-profiles.js';
import { LastAdministratorError } from './agents.errors.js';
import { AgentsRepository } from './agents.repository.js';

/** In place of an agent's id, for changes that may concern all. */
export const EVERY_AGENT = '*';

/**
 * Makes changes of agents and roles: each in one transaction, one after the other, told to every instance, and never
 * without an administrator left.
 */
@Injectable()
export class AgentChanges {
  constructor(
    private readonly transactions: Transactions,
    private readonly events: DomainEvents,
    private readonly changeFeed: ChangeFeed,
    private readonly roles: RolesRepository,
    private readonly agents: AgentsRepository,
  ) {}

  /** @throws LastAdministratorError, and nothing has changed, when its last active administrator would be lost. */
  change<T>(agentId: string, work: (publish: (event: DomainEvent) => Promise<void>) => Promise<T>): Promise<T> {
    return this.transactions.run(async () => {
      await this.roles.lockAdministrators();
      const hadAdministrator = await this.roles.hasActiveAdministrator();
      const result = await work((event) => this.events.publish(event));
      const hasAdministrator = await this.roles.hasActiveAdministrator();
      if (hadAdministrator && !hasAdministrator) throw new LastAdministratorError();
      await this.changeFeed.announce(AGENTS_TOPIC, agentId);
      return result;
    });
  }

  /** Access tokens that the agent has got so far end. For use within a change. */
  endTokens(agentId: string): Promise<void> {
    return this.agents.endTokens(agentId);
  }
}
