import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { Transactions } from '../../database/index.js';
import { AgentProvisioning } from './agent-provisioning.entity.js';

const RENEW = `
  UPDATE agent_provisioning SET asserted_at = $2 WHERE agent_id = $1 AND asserted_at < $2 RETURNING agent_id
`;

@Injectable()
export class AgentProvisioningsRepository {
  constructor(private readonly transactions: Transactions) {}

  /** By agent, the auth method that made it. */
  async methodsOfAgents(agentIds: readonly string[]): Promise<ReadonlyMap<string, string>> {
    const found = await this.transactions.of(AgentProvisioning).findBy({ agentId: In([...agentIds]) });
    return new Map(found.map((it) => [it.agentId, it.method]));
  }

  async insert(provisioning: AgentProvisioning): Promise<void> {
    await this.transactions.of(AgentProvisioning).insert(provisioning);
  }

  /** The agent is like one that somebody made by hand. */
  async delete(agentId: string): Promise<void> {
    await this.transactions.of(AgentProvisioning).delete({ agentId });
  }

  /** False, and nothing has changed, unless the issuer had said all before earlier. */
  async renew(agentId: string, assertedAt: Date): Promise<boolean> {
    return (await this.transactions.prepared('renew-provisioning', RENEW, [agentId, assertedAt])).length > 0;
  }
}
