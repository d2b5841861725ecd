import type { ToolSnapshot } from '../tools/tool-snapshot.js';
import type { ToolVersion } from '../tools/tool-version.entity.js';

/** What a tool owes to the version that it serves. */
export type VersionedDefinition = Pick<
  ToolSnapshot,
  | 'versionId'
  | 'version'
  | 'toolType'
  | 'endpoint'
  | 'authRequired'
  | 'settings'
  | 'inputSchema'
  | 'outputSchema'
  | 'scopes'
  | 'annotations'
  | 'contentHash'
>;

export function versionDefinition(row: ToolVersion): VersionedDefinition {
  const { id: versionId, version, toolType, endpoint, authRequired, settings } = row;
  const { inputSchema, outputSchema, scopes, annotations, contentHash } = row;
  const called = { versionId, version, toolType, endpoint, authRequired, settings };
  return { ...called, inputSchema, outputSchema, scopes, annotations, contentHash } as VersionedDefinition;
}
