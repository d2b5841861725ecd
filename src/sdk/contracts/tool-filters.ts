import type { Entity, ToolFilter } from '../../policy/index.js';

/** Whether a filter has a tool, as policies see it. */
export function isIn(filter: ToolFilter, tool: Entity): boolean {
  const { id, attributes } = tool;
  switch (filter.match) {
    case 'all':
      return true;
    case 'none':
      return false;
    case 'ids':
      return filter.ids.includes(id);
    case 'owners':
      return filter.ids.includes(String(attributes['ownerId']));
    case 'tags':
      return Array.isArray(attributes['tags']) && attributes['tags'].some((it) => filter.tags.includes(String(it)));
    case 'types':
      return filter.types.includes(String(attributes['toolType']));
    case 'statuses':
      return filter.statuses.includes(String(attributes['status']));
    case 'and':
      return filter.filters.every((it) => isIn(it, tool));
    case 'or':
      return filter.filters.some((it) => isIn(it, tool));
    case 'not':
      return !isIn(filter.filter, tool);
  }
}
