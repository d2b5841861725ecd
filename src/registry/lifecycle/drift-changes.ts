import { canonicalJson } from '../tools/content-hash.js';
import type { DefinitionChange } from '../tools/definition-change.js';
import type { ToolDescription, ToolSnapshot } from '../tools/tool-snapshot.js';
import { definitionChanges } from '../versions/diff/definition-diff.js';

const DESCRIBING = {
  name: true,
  title: true,
  description: true,
  ownerId: true,
  tags: true,
  metadata: true,
} as const satisfies Record<keyof ToolDescription, true>;

const UNKNOWN: DefinitionChange = {
  pointer: '',
  impact: 'major',
  detail: 'Defined otherwise, in a way that the diff does not name.',
};
const GRAVITY = { major: 0, minor: 1, patch: 2 } as const;

/** Every change of what callers, models and people rely on, the gravest first. A number alone is none. */
export function driftChanges(before: ToolSnapshot, after: ToolSnapshot): DefinitionChange[] {
  const members = Object.keys(DESCRIBING) as (keyof ToolDescription)[];
  const described = members
    .filter((it) => canonicalJson(before[it]) !== canonicalJson(after[it]))
    .map((it) => ({ pointer: `/${it}`, impact: 'patch' as const, detail: 'Describes the tool otherwise.' }));
  const changes = [...definedChanges(before, after), ...described];
  return changes.sort((a, b) => GRAVITY[a.impact] - GRAVITY[b.impact]);
}

function definedChanges(before: ToolSnapshot, after: ToolSnapshot): DefinitionChange[] {
  if (before.contentHash === after.contentHash) return [];
  const changes = definitionChanges(before, after);
  return changes.length > 0 ? changes : [UNKNOWN];
}
