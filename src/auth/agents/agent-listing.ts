import { Injectable } from '@nestjs/common';
import { CursorCodec } from '../../common/http/cursor.codec.js';
import type { Page, PageQuery } from '../../common/http/page.js';
import type { AgentFilter } from './agent-inputs.js';
import type { AgentView } from './agent-view.js';
import { AgentsRepository } from './agents.repository.js';

const LIST = 'agents';

@Injectable()
export class AgentListing {
  constructor(
    private readonly agents: AgentsRepository,
    private readonly cursors: CursorCodec,
  ) {}

  /** Agents in order of creation. */
  async listAgents(request: PageQuery & AgentFilter): Promise<Page<AgentView>> {
    const { query, after } = this.cursors.open(LIST, request);
    const rows = await this.agents.findPage(query, query.limit, after?.[0] as string | undefined);
    return this.cursors.page(LIST, query, rows, { position: ({ id }) => [id], item: (it) => it });
  }
}
