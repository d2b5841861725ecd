import type { Entity, ToolFilter } from '../../policy/index.js';
import { matchesToolFilter } from '../../registry/tools/tool-filter.match.js';

/** Whether a filter that a policy kind gives has a tool, as policies see it: they know no status. */
export function isIn(filter: ToolFilter, { id, attributes }: Entity): boolean {
  const { tags, toolType, ownerId } = attributes;
  return matchesToolFilter(filter, {
    id,
    tags: Array.isArray(tags) ? tags.map(String) : [],
    toolType: String(toolType),
    ownerId: String(ownerId),
    status: 'active',
  });
}
