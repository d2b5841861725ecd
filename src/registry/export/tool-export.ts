import { Readable } from 'node:stream';
import { Injectable, StreamableFile } from '@nestjs/common';
import type { Principal } from '../../auth/index.js';
import { CursorCodec } from '../../common/http/cursor.codec.js';
import { VisibilityService } from '../../policy/index.js';
import { ToolAccess } from '../tools/tool-access.js';
import type { ToolSelection } from '../tools/tool-selection.sql.js';
import { VisibleTools } from '../tools/visible-tools.js';
import type { ExportPage } from './dto/export-page.response.js';
import type { ExportToolsQuery } from './dto/export-tools.query.js';
import type { ExportFormat } from './export-format.js';
import { type ExportedTool, exportTool } from './exported-tool.js';
import { ExportsRepository } from './exports.repository.js';
import { toLine } from './json-line.js';

const LIST = 'tools-export';
const BATCH = 200;

/** Hands tools out in the formats of others, those that the caller may discover and describe. */
@Injectable()
export class ToolExport {
  constructor(
    private readonly access: ToolAccess,
    private readonly visible: VisibleTools,
    private readonly visibility: VisibilityService,
    private readonly repository: ExportsRepository,
    private readonly cursors: CursorCodec,
  ) {}

  /** @throws ToolNotFoundError or AccessDeniedError where the caller may not discover or describe it. */
  async exportOne(
    principal: Principal,
    toolId: string,
    { format, version }: { format: ExportFormat; version?: string | undefined },
  ): Promise<ExportedTool> {
    return exportTool(await this.access.toDescribe(principal, toolId, version), format);
  }

  /** A page of tools; in our own format all of them, a line each, read while they are sent. */
  async exportMany(principal: Principal, request: ExportToolsQuery): Promise<ExportPage | StreamableFile> {
    const { query, after } = this.cursors.open(LIST, request);
    const { format, tag, type, ownerId, status } = query;
    const selection = { tag, type, ownerId, status, visible: await this.describable(principal) };
    if (format === 'jsonl') {
      return new StreamableFile(Readable.from(this.lines(selection)), { type: 'application/x-ndjson' });
    }
    const rows = await this.repository.find(selection, after && String(after[0]), query.limit + 1);
    return this.cursors.page(LIST, query, rows, {
      position: ({ id }) => [id],
      item: (tool) => exportTool(tool, format),
    });
  }

  private async describable(principal: Principal): Promise<ToolSelection['visible']> {
    const filters = await Promise.all([this.visible.to(principal), this.visibility.visible(principal, 'describe')]);
    return { match: 'and', filters };
  }

  private async *lines(selection: ToolSelection): AsyncGenerator<string> {
    let after: string | undefined;
    do {
      const tools = await this.repository.find(selection, after, BATCH);
      for (const tool of tools) yield `${JSON.stringify(toLine(tool))}\n`;
      after = tools.length === BATCH ? tools.at(-1)?.id : undefined;
    } while (after !== undefined);
  }
}
