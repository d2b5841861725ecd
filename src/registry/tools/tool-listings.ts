import { Injectable } from '@nestjs/common';
import type { Principal } from '../../auth/index.js';
import { CursorCodec, type Position } from '../../common/http/cursor.codec.js';
import { type ToolFilter, VisibilityService } from '../../policy/index.js';
import { analyzeQuery } from '../search/analyzer.js';
import { SearchRepository } from '../search/search.repository.js';
import type { ListToolsQuery } from './dto/list-tools.query.js';
import type { SearchToolsQuery } from './dto/search-tools.query.js';
import type { ToolPage } from './dto/tool-page.response.js';
import type { ToolSearchResponse } from './dto/tool-search.response.js';
import { permittedTools } from './permitted-tools.js';
import { ToolListsRepository } from './tool-lists.repository.js';
import { toSummary } from './tool-responses.js';
import type { ToolSummary } from './tool-rows.js';

const LIST = 'tools';

/** Lists and searches tools; what may not be discovered is in neither. */
@Injectable()
export class ToolListings {
  constructor(
    private readonly visibility: VisibilityService,
    private readonly lists: ToolListsRepository,
    private readonly searches: SearchRepository,
    private readonly cursors: CursorCodec,
  ) {}

  async list(principal: Principal, request: ListToolsQuery): Promise<ToolPage> {
    const { query, after } = this.cursors.open(LIST, request);
    const visible = await this.visibleTo(principal);
    const sort = query.sort ?? 'name';
    const rows = await this.lists.find({ ...query, sort, visible, after, limit: query.limit + 1 });
    const position = (tool: ToolSummary): Position => [
      sort.endsWith('name') ? tool.name.toLowerCase() : tool.createdAt.toISOString(),
      tool.id,
    ];
    return this.cursors.page(LIST, query, rows, { position, item: toSummary });
  }

  async search(principal: Principal, { q, ...filter }: SearchToolsQuery): Promise<ToolSearchResponse> {
    const words = analyzeQuery(q);
    const visible = await this.visibleTo(principal);
    const hits = await this.searches.search({ ...filter, words, visible });
    return { data: hits.map(({ score, ...tool }) => ({ ...toSummary(tool), score })) };
  }

  /** What policies let the caller discover and its permissions let it read: what it can get by id. */
  private async visibleTo(principal: Principal): Promise<ToolFilter> {
    const discoverable = await this.visibility.visible(principal, 'discover');
    return { match: 'and', filters: [discoverable, permittedTools(principal.permissions, 'tool:read')] };
  }
}
