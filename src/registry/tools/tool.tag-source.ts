import { Injectable } from '@nestjs/common';
import { validate as isUuid } from 'uuid';
import type { Principal, TagSource } from '../../auth/index.js';
import { ToolNotFoundError } from '../registry.errors.js';
import { ToolCatalog } from './tool-catalog.js';
import { ToolReader } from './tool-reader.js';

/** Tells the tags of tools, so that permissions can be narrowed to them. */
@Injectable()
export class ToolTagSource implements TagSource {
  readonly kind = 'tool';
  readonly description = 'The tools of this registry.';

  constructor(
    private readonly reader: ToolReader,
    private readonly catalog: ToolCatalog,
  ) {}

  async tagsOf(id: string): Promise<readonly string[] | undefined> {
    return isUuid(id) ? (await this.reader.find(id))?.tags : undefined;
  }

  /** Known is what `GET /api/v1/tools` shows: what may be read and discovered. */
  async requireKnown(principal: Principal, id: string): Promise<void> {
    if (!isUuid(id)) throw new ToolNotFoundError();
    const tool = await this.catalog.find(principal, id);
    if (!tool || !principal.permissions.allows('tool:read', tool)) throw new ToolNotFoundError();
  }
}
