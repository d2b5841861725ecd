import { Injectable } from '@nestjs/common';
import { Transactions } from '../../database/index.js';
import { ToolAuthor } from './tool-author.entity.js';

const ADD = 'INSERT INTO tool_author (tool_id, agent_id) SELECT unnest($1::uuid[]), $2 ON CONFLICT DO NOTHING';

/** Who had a hand in tools since they were last activated. */
@Injectable()
export class ToolAuthorsRepository {
  constructor(private readonly transactions: Transactions) {}

  async add(toolIds: readonly string[], agentId: string): Promise<void> {
    await this.transactions.manager.query(ADD, [toolIds, agentId]);
  }

  has(toolId: string, agentId: string): Promise<boolean> {
    return this.transactions.of(ToolAuthor).existsBy({ toolId, agentId });
  }

  async clear(toolId: string): Promise<void> {
    await this.transactions.of(ToolAuthor).delete({ toolId });
  }
}
