import { Injectable } from '@nestjs/common';
import { settingsSchema } from '../../common/extensions/settings-schema.js';
import { CursorCodec } from '../../common/http/cursor.codec.js';
import type { Page, PageQuery } from '../../common/http/page.js';
import { ToolTypes } from '../tool-types.js';
import type { ToolTypeResponse } from './dto/tool-type.response.js';
import { ToolsRepository } from './tools.repository.js';

/** Describes the tool types, for people who choose among them. */
@Injectable()
export class ToolTypesService {
  constructor(
    private readonly types: ToolTypes,
    private readonly repository: ToolsRepository,
    private readonly cursors: CursorCodec,
  ) {}

  /** Types that are installed or have tools, by name. */
  async listToolTypes(given: PageQuery): Promise<Page<ToolTypeResponse>> {
    const { query, after } = this.cursors.open('tool-types', given);
    const installed = this.types.list().map((it) => it.kind);
    const kinds = [...new Set([...installed, ...(await this.repository.kindsInUse())])].sort();
    const rest = kinds.filter((it) => after === undefined || it > String(after[0]));
    return this.cursors.page('tool-types', query, rest, {
      position: (kind) => [kind],
      item: (kind) => this.toResponse(kind),
    });
  }

  private toResponse(kind: string): ToolTypeResponse {
    const type = this.types.find(kind);
    if (!type) return { kind, description: null, settingsSchema: null, installed: false };
    return { kind, description: type.description, settingsSchema: settingsSchema(type.settingsDto), installed: true };
  }
}
