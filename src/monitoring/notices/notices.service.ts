import { Injectable } from '@nestjs/common';
import type { Principal } from '../../auth/index.js';
import { CursorCodec } from '../../common/http/cursor.codec.js';
import type { Page } from '../../common/http/page.js';
import { ToolCatalog } from '../../registry/index.js';
import type { TimeRangeQuery } from '../dto/time-range.query.js';
import type { NoticeResponse } from './dto/notice.response.js';
import { type NoticeRow, NoticesRepository } from './notices.repository.js';

const LIST = 'notices';

/** Tells agents what became of the tools that they use. */
@Injectable()
export class NoticesService {
  constructor(
    private readonly notices: NoticesRepository,
    private readonly catalog: ToolCatalog,
    private readonly cursors: CursorCodec,
  ) {}

  /**
   * What became of tools that the caller had used in the 30 days before, the newest first. Why, until when and what takes its place
   * is told of tools only that it may discover now.
   */
  async listNotices(principal: Principal, asked: TimeRangeQuery): Promise<Page<NoticeResponse>> {
    const { query, after } = this.cursors.open(LIST, asked);
    const { from, to, limit } = query;
    const range = {
      ...(from !== undefined && { from: new Date(from) }),
      ...(to !== undefined && { to: new Date(to) }),
    };
    const rows = await this.notices.findPage({ agentId: principal.agentId, range, after, limit });
    const { data, page } = this.cursors.page(LIST, query, rows, {
      position: ({ at, id }) => [at.toISOString(), id],
      item: (it) => it,
    });
    return { data: await Promise.all(data.map((it) => this.shown(principal, it))), page };
  }

  private async shown(principal: Principal, { at, ...row }: NoticeRow): Promise<NoticeResponse> {
    const told = { ...row, at: at.toISOString() };
    const tool = await this.catalog.find(principal, row.toolId);
    if (!tool) return { ...told, toolName: null, reason: null, sunsetAt: null, successorId: null };
    const successor = row.successorId === null ? undefined : await this.catalog.find(principal, row.successorId);
    return { ...told, toolName: tool.name, successorId: successor?.id ?? null };
  }
}
