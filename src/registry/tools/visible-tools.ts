import { Injectable } from '@nestjs/common';
import type { Principal } from '../../auth/index.js';
import { type ToolFilter, VisibilityService } from '../../policy/index.js';
import { inUseOr } from '../lifecycle/in-use.js';
import { permittedTools } from './permitted-tools.js';

/** Says which tools lists and searches may show. */
@Injectable()
export class VisibleTools {
  constructor(private readonly visibility: VisibilityService) {}

  /**
   * What policies let the caller discover and its permissions let it read: what it can get by id. Tools that are not in
   * use are among them only where it may manage them.
   */
  async to(principal: Principal): Promise<ToolFilter> {
    const [discoverable, manageable] = await Promise.all([
      this.visibility.visible(principal, 'discover'),
      this.visibility.visible(principal, 'manage'),
    ]);
    const permitted = permittedTools(principal.permissions, 'tool:read');
    const existing = inUseOr([manageable, permittedTools(principal.permissions, 'tool:manage')]);
    const filters = [discoverable, permitted, existing].filter((it) => it.match !== 'all');
    const [only = discoverable] = filters;
    return filters.length > 1 ? { match: 'and', filters } : only;
  }
}
