import type { ToolSnapshot } from './tool-snapshot.js';

/** Every column of a tool and its current version, named as `ToolSnapshot` has them. */
export const SNAPSHOT_COLUMNS = `
  t.id, t.name, t.title, t.description, t.owner_id AS "ownerId", t.tags, t.metadata,
  t.source_document AS "sourceDocument", t.source_kind AS "sourceKind", t.source_operation AS "sourceOperation",
  t.status, t.status_reason AS "statusReason", t.deprecated_at AS "deprecatedAt", t.sunset_at AS "sunsetAt",
  t.successor_id AS "successorId", t.drift, t.revision, t.created_at AS "createdAt", t.updated_at AS "updatedAt",
  v.id AS "versionId", v.version, v.tool_type AS "toolType", v.endpoint, v.auth_required AS "authRequired",
  v.settings, v.input_schema AS "inputSchema", v.output_schema AS "outputSchema", v.scopes, v.annotations,
  v.content_hash AS "contentHash"`;

/** What a list shows of a tool: enough to choose one. */
export const SUMMARY_COLUMNS = `
  t.id, t.name, t.title, t.description, t.owner_id AS "ownerId", t.tags, t.status, t.deprecated_at AS "deprecatedAt",
  t.sunset_at AS "sunsetAt", t.revision, t.created_at AS "createdAt", t.updated_at AS "updatedAt",
  v.version, v.tool_type AS "toolType", v.auth_required AS "authRequired", v.scopes, v.annotations`;

export const TOOL_TABLES = 'tool t LEFT JOIN tool_version v ON v.id = t.current_version_id';

/** A tool in a list. */
export type ToolSummary = Pick<
  ToolSnapshot,
  | 'id'
  | 'name'
  | 'title'
  | 'description'
  | 'ownerId'
  | 'tags'
  | 'status'
  | 'deprecatedAt'
  | 'sunsetAt'
  | 'revision'
  | 'createdAt'
  | 'updatedAt'
  | 'version'
  | 'toolType'
  | 'authRequired'
  | 'scopes'
  | 'annotations'
>;
