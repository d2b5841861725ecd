import type { ToolFilter } from '../../policy/index.js';
import type { SqlParameters } from './sql-parameters.js';
import { toolFilterToSql } from './tool-filter.sql.js';
import type { ToolStatus } from './tool-status.js';

/** As the unique index has it. A name has no character beyond `~`. */
export const NAME_KEY = 'lower(t.name) COLLATE "C"';

/** Which tools a caller wants to see, and which they may. */
export interface ToolSelection {
  readonly visible: ToolFilter;
  /** All of them. */
  readonly tag?: readonly string[] | undefined;
  readonly type?: string | undefined;
  readonly ownerId?: string | undefined;
  /** Any of them. */
  readonly status?: readonly ToolStatus[] | undefined;
  readonly updatedSince?: Date | string | undefined;
  /** What the name begins with, in whatever case. */
  readonly name?: string | undefined;
}

/** The condition on `tool t JOIN tool_version v` of lists and search alike. */
export function selectionToSql(selection: ToolSelection, parameters: SqlParameters): string {
  const { visible, tag, type, ownerId, status, updatedSince, name } = selection;
  const conditions = [`(${toolFilterToSql(visible, parameters)})`];
  if (tag !== undefined) conditions.push(`t.tags @> ${parameters.bind(tag)}::text[]`);
  if (type !== undefined) conditions.push(`v.tool_type = ${parameters.bind(type)}`);
  if (ownerId !== undefined) conditions.push(`t.owner_id = ${parameters.bind(ownerId)}`);
  if (status !== undefined) conditions.push(`t.status = ANY (${parameters.bind(status)}::text[])`);
  if (updatedSince !== undefined) conditions.push(`t.updated_at >= ${parameters.bind(updatedSince)}::timestamptz`);
  if (name !== undefined) {
    const prefix = `${parameters.bind(name.toLowerCase())}::text`;
    conditions.push(`${NAME_KEY} >= ${prefix} AND ${NAME_KEY} < ${prefix} || '~'`);
  }
  return conditions.join(' AND ');
}
