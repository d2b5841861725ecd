import { Injectable } from '@nestjs/common';
import { Transactions } from '../../database/index.js';
import { ToolAuthor } from './tool-author.entity.js';

const ADD = `
  INSERT INTO tool_author (tool_id, agent_id)
  SELECT tool_id, agent_id FROM unnest($1::uuid[]) AS tool_id CROSS JOIN unnest($2::uuid[]) AS agent_id
  ON CONFLICT DO NOTHING`;

/** Who had a hand in tools since they were last activated. */
@Injectable()
export class ToolAuthorsRepository {
  constructor(private readonly transactions: Transactions) {}

  async add(toolIds: readonly string[], agentIds: readonly string[]): Promise<void> {
    await this.transactions.manager.query(ADD, [toolIds, agentIds]);
  }

  async of(toolId: string): Promise<string[]> {
    const authors = await this.transactions.of(ToolAuthor).findBy({ toolId });
    return authors.map(({ agentId }) => agentId);
  }

  async clear(toolId: string): Promise<void> {
    await this.transactions.of(ToolAuthor).delete({ toolId });
  }
}
