import { Injectable } from '@nestjs/common';
import type { Principal } from '../../auth/index.js';
import { type ToolFilter, VisibilityService } from '../../policy/index.js';
import { permittedTools } from './permitted-tools.js';

/** Says which tools lists and searches may show. */
@Injectable()
export class VisibleTools {
  constructor(private readonly visibility: VisibilityService) {}

  /** What policies let the caller discover and its permissions let it read: what it can get by id. */
  async to(principal: Principal): Promise<ToolFilter> {
    const discoverable = await this.visibility.visible(principal, 'discover');
    const permitted = permittedTools(principal.permissions, 'tool:read');
    const filters = [discoverable, permitted].filter((it) => it.match !== 'all');
    const [only = discoverable] = filters;
    return filters.length > 1 ? { match: 'and', filters } : only;
  }
}
