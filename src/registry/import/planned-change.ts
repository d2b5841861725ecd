import { canonicalJson } from '../tools/content-hash.js';
import type { ToolSnapshot } from '../tools/tool-snapshot.js';
import type { ToolChange } from '../tools/tool-writer.js';

/** What an import may change of a tool, by the names that the API has for it. */
const CHANGEABLE = {
  title: 'title',
  description: 'description',
  tags: 'tags',
  metadata: 'metadata',
  toolType: 'type',
  endpoint: 'endpoint',
  authRequired: 'authRequired',
  settings: 'settings',
  inputSchema: 'inputSchema',
  outputSchema: 'outputSchema',
  scopes: 'scopes',
  annotations: 'annotations',
  version: 'version',
} as const satisfies Partial<Record<keyof ToolSnapshot, string>>;

/** A change, and the members of the tool that differ afterwards. */
export interface PlannedChange extends ToolChange {
  readonly changes: readonly string[];
}

export function plannedChange(before: ToolSnapshot, after: ToolSnapshot): PlannedChange {
  const members = Object.keys(CHANGEABLE) as (keyof typeof CHANGEABLE)[];
  const differing = members.filter((it) => canonicalJson(before[it]) !== canonicalJson(after[it]));
  return { before, after, changes: differing.map((it) => CHANGEABLE[it]) };
}
