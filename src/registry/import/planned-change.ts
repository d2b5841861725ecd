import { drifting, quarantined } from '../lifecycle/drift-quarantine.js';
import { canonicalJson } from '../tools/content-hash.js';
import type { DefinitionChange } from '../tools/definition-change.js';
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
  /** What it is quarantined for; none: it is not. */
  readonly drift: readonly DefinitionChange[];
  /** The tool once it is. */
  readonly quarantined?: ToolSnapshot;
}

export function plannedChange(change: ToolChange, drift: readonly DefinitionChange[]): PlannedChange {
  const { before } = change;
  const after = drifting(change);
  const members = Object.keys(CHANGEABLE) as (keyof typeof CHANGEABLE)[];
  const differing = members.filter((it) => canonicalJson(before[it]) !== canonicalJson(after[it]));
  const changes = differing.map((it) => CHANGEABLE[it]);
  return { before, after, changes, drift, ...(drift.length > 0 && { quarantined: quarantined(change, drift) }) };
}
