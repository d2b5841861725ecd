import type { ToolFilter } from '../../policy/index.js';
import type { SqlParameters } from './sql-parameters.js';

/** The condition on `tool t JOIN tool_version v` that selects exactly the tools of the filter. */
export function toolFilterToSql(filter: ToolFilter, parameters: SqlParameters): string {
  switch (filter.match) {
    case 'all':
      return 'TRUE';
    case 'none':
      return 'FALSE';
    case 'ids':
      return `t.id = ANY(${parameters.bind(filter.ids)}::uuid[])`;
    case 'tags':
      return `t.tags && ${parameters.bind(filter.tags)}::text[]`;
    case 'types':
      return `v.tool_type = ANY(${parameters.bind(filter.types)}::text[])`;
    case 'owners':
      return `t.owner_id = ANY(${parameters.bind(filter.ids)}::uuid[])`;
    case 'statuses':
      return `t.status = ANY(${parameters.bind(filter.statuses)}::text[])`;
    case 'and':
      return joined(filter.filters, 'AND', 'TRUE', parameters);
    case 'or':
      return joined(filter.filters, 'OR', 'FALSE', parameters);
    case 'not':
      return `NOT (${toolFilterToSql(filter.filter, parameters)})`;
  }
}

function joined(
  filters: readonly ToolFilter[],
  operator: 'AND' | 'OR',
  empty: string,
  parameters: SqlParameters,
): string {
  if (filters.length === 0) return empty;
  return filters.map((it) => `(${toolFilterToSql(it, parameters)})`).join(` ${operator} `);
}
