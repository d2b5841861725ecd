import { Injectable } from '@nestjs/common';
import type { Principal } from '../../auth/index.js';
import { CursorCodec, type Position } from '../../common/http/cursor.codec.js';
import type { ListToolsQuery, ToolSort } from './dto/list-tools.query.js';
import type { ToolPage } from './dto/tool-page.response.js';
import type { Facet, FacetCounts } from './tool-facets.js';
import { ToolListsRepository } from './tool-lists.repository.js';
import { toSummary } from './tool-responses.js';
import type { ToolSummary } from './tool-rows.js';
import type { ToolSelection } from './tool-selection.sql.js';
import { VisibleTools } from './visible-tools.js';

const LIST = 'tools';

/** Lists tools, those only that the caller may discover. */
@Injectable()
export class ToolListings {
  constructor(
    private readonly visible: VisibleTools,
    private readonly lists: ToolListsRepository,
    private readonly cursors: CursorCodec,
  ) {}

  async list(principal: Principal, request: ListToolsQuery): Promise<ToolPage> {
    const { query, after } = this.cursors.open(LIST, request);
    const { sort = 'name', fields, facets } = query;
    const selection = { ...query, visible: await this.visible.to(principal) };
    const rows = await this.lists.find({ ...selection, sort, after, limit: query.limit + 1 });
    const position = (tool: ToolSummary): Position => [sortKeyOf(tool, sort), tool.id];
    const item = (tool: ToolSummary) => (fields ? pick(toSummary(tool), fields) : toSummary(tool));
    const page = this.cursors.page(LIST, query, rows, { position, item });
    return facets ? { ...page, facets: await this.countBy(facets, selection) } : page;
  }

  private async countBy(facets: readonly Facet[], selection: ToolSelection): Promise<FacetCounts> {
    const counts = facets.map(async (it) => [it, await this.lists.count(it, selection)] as const);
    return Object.fromEntries(await Promise.all(counts));
  }
}

function sortKeyOf(tool: ToolSummary, sort: ToolSort): string {
  if (sort.endsWith('name')) return tool.name.toLowerCase();
  return (sort.endsWith('createdAt') ? tool.createdAt : tool.updatedAt).toISOString();
}

function pick<T extends object>(whole: T, fields: readonly (keyof T)[]): Partial<T> {
  return Object.fromEntries(fields.map((it) => [it, whole[it]])) as Partial<T>;
}
