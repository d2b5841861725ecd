import type { ToolFilter } from '../../policy/index.js';
import type { ToolSnapshot } from './tool-snapshot.js';

type Filtered = Pick<ToolSnapshot, 'id' | 'tags' | 'toolType' | 'ownerId' | 'status'>;

/** Whether one tool, already read, is in the filter: the same answer as `toolFilterToSql` gives in a query. */
export function matchesToolFilter(filter: ToolFilter, tool: Filtered): boolean {
  switch (filter.match) {
    case 'all':
      return true;
    case 'none':
      return false;
    case 'ids':
      return filter.ids.includes(tool.id);
    case 'tags':
      return filter.tags.some((it) => tool.tags.includes(it));
    case 'types':
      return filter.types.includes(tool.toolType);
    case 'owners':
      return filter.ids.includes(tool.ownerId);
    case 'statuses':
      return filter.statuses.includes(tool.status);
    case 'and':
      return filter.filters.every((it) => matchesToolFilter(it, tool));
    case 'or':
      return filter.filters.some((it) => matchesToolFilter(it, tool));
    case 'not':
      return !matchesToolFilter(filter.filter, tool);
  }
}
