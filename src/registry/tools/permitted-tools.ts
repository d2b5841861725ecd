import { validate as isUuid } from 'uuid';
import type { Permission, PermissionSet } from '../../auth/index.js';
import type { ToolFilter } from '../../policy/index.js';

/** The tools for which a permission is held, as a filter: narrowed to ids, to tags, or to all. */
export function permittedTools(permissions: PermissionSet, permission: Permission): ToolFilter {
  const alternatives = permissions.narrowings(permission);
  if (alternatives.some((conditions) => conditions.length === 0)) return { match: 'all' };
  return {
    match: 'or',
    filters: alternatives.map((conditions) => ({ match: 'and', filters: conditions.map(filterOf) })),
  };
}

/** @param condition an id, or a tag with `#`. */
function filterOf(condition: string): ToolFilter {
  if (condition.startsWith('#')) return { match: 'tags', tags: [condition.slice(1)] };
  return isUuid(condition) ? { match: 'ids', ids: [condition] } : { match: 'none' };
}
