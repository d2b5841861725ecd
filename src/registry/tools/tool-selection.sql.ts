import type { ToolFilter } from '../../policy/index.js';
import type { SqlParameters } from './sql-parameters.js';
import { toolFilterToSql } from './tool-filter.sql.js';

/** Which tools a caller wants to see, and which they may. */
export interface ToolSelection {
  readonly visible: ToolFilter;
  readonly tag?: string | undefined;
  readonly type?: string | undefined;
  readonly ownerId?: string | undefined;
}

/** The condition on `tool t JOIN tool_version v` of lists and search alike. */
export function selectionToSql({ visible, tag, type, ownerId }: ToolSelection, parameters: SqlParameters): string {
  const conditions = [`(${toolFilterToSql(visible, parameters)})`];
  if (tag !== undefined) conditions.push(`t.tags @> ARRAY[${parameters.bind(tag)}]`);
  if (type !== undefined) conditions.push(`v.tool_type = ${parameters.bind(type)}`);
  if (ownerId !== undefined) conditions.push(`t.owner_id = ${parameters.bind(ownerId)}`);
  return conditions.join(' AND ');
}
