import { Injectable } from '@nestjs/common';
import type { Principal } from '../../auth/index.js';
import { VisibilityService } from '../../policy/index.js';
import { inUseOr } from '../lifecycle/in-use.js';
import { permittedTools } from '../tools/permitted-tools.js';
import { mayChangeTags } from '../tools/tag-changes.js';
import { matchesToolFilter } from '../tools/tool-filter.match.js';
import type { ToolSnapshot } from '../tools/tool-snapshot.js';
import type { ImportOrder } from './import-situation.js';

type Access = Pick<ImportOrder, 'mayDiscover' | 'mayManage' | 'mayChangeTags'>;

/** What a caller may do to tools that are there already. */
@Injectable()
export class ImportAccess {
  constructor(private readonly visibility: VisibilityService) {}

  /** The same policies that decide on a single change, asked for all tools at once. */
  async of(principal: Principal): Promise<Access> {
    const discoverable = await this.visibility.visible(principal, 'discover');
    const manageable = await this.visibility.visible(principal, 'manage');
    const { permissions } = principal;
    const existing = inUseOr([manageable, permittedTools(permissions, 'tool:manage')]);
    const holdsOne = (tool: ToolSnapshot) => ['tool:read', 'tool:manage'].some((it) => permissions.allows(it, tool));
    return {
      mayDiscover: (tool) => holdsOne(tool) && [discoverable, existing].every((it) => matchesToolFilter(it, tool)),
      mayManage: (tool) => permissions.allows('tool:manage', tool) && matchesToolFilter(manageable, tool),
      mayChangeTags: mayChangeTags(principal),
    };
  }
}
