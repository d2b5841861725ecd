import { Injectable } from '@nestjs/common';
import { Transactions } from '../../database/index.js';
import { AgentSecret } from './agent-secret.entity.js';

/** The slot is held: it neither goes nor changes hands before the value is known. */
const SAVE = `
  INSERT INTO agent_secret (tool_id, slot, agent_id, origin, value_id, store, updated_at)
  SELECT s.tool_id, s.slot, a.id, $4, $5, $6, $7
  FROM (SELECT tool_id, slot FROM tool_secret WHERE tool_id = $1 AND slot = $2 AND holder = 'agent' FOR SHARE) AS s,
    (SELECT id FROM agent WHERE id = $3 FOR KEY SHARE) AS a
  ON CONFLICT (tool_id, slot, agent_id) DO UPDATE SET
    origin = excluded.origin, value_id = excluded.value_id, store = excluded.store, updated_at = excluded.updated_at
  RETURNING 1
`;

@Injectable()
export class AgentSecretsRepository {
  constructor(private readonly transactions: Transactions) {}

  find(toolId: string, slot: string, agentId: string): Promise<AgentSecret | null> {
    return this.transactions.of(AgentSecret).findOneBy({ toolId, slot, agentId });
  }

  findByToolAndAgent(toolId: string, agentId: string): Promise<AgentSecret[]> {
    return this.transactions.of(AgentSecret).findBy({ toolId, agentId });
  }

  /** Whether there is such a slot for agents still, and such an agent. */
  async save({ toolId, slot, agentId, origin, valueId, store, updatedAt }: AgentSecret): Promise<boolean> {
    const values = [toolId, slot, agentId, origin, valueId, store, updatedAt];
    const rows = (await this.transactions.manager.query(SAVE, values)) as unknown[];
    return rows.length > 0;
  }

  /** Whether there was one. */
  async delete(toolId: string, slot: string, agentId: string): Promise<boolean> {
    const { affected } = await this.transactions.of(AgentSecret).delete({ toolId, slot, agentId });
    return affected === 1;
  }

  async deleteOfSlot(toolId: string, slot: string): Promise<void> {
    await this.transactions.of(AgentSecret).delete({ toolId, slot });
  }
}
