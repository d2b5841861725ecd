import type { DefinitionChange } from '../tools/definition-change.js';
import type { ToolSnapshot } from '../tools/tool-snapshot.js';
import type { ToolDrift } from '../tools/tool-status.js';
import type { ToolChange } from '../tools/tool-writer.js';
import { driftChanges } from './drift-changes.js';
import { standingAfter } from './standing-after.js';

const MOST_CHANGES = 100;
const LONGEST_REASON = 500;

/** A tool whose source has changed it, kept from use until somebody has looked at the changes. */
export function quarantined({ before, after }: ToolChange, changes: readonly DefinitionChange[]): ToolSnapshot {
  const { version, title, description } = before;
  const drift: ToolDrift = { approved: { version, title, description }, changes: changes.slice(0, MOST_CHANGES) };
  const pointers = [...new Set(changes.map(({ pointer }) => pointer))].join(', ');
  const reason = `An import has changed it since it was approved: ${pointers}`.slice(0, LONGEST_REASON);
  const standing = standingAfter(after, { transition: 'quarantine', reason }, after.updatedAt);
  return { ...after, ...standing, drift, revision: after.revision + 1 };
}

/** A tool that was changed again before anybody approved it: what has changed since then grows. */
export function drifting({ before, after }: ToolChange): ToolSnapshot {
  if (!before.drift) return after;
  const changes = driftChanges(before, after);
  const places = new Set(changes.map(({ pointer }) => pointer));
  const earlier = before.drift.changes.filter(({ pointer }) => !places.has(pointer));
  return { ...after, drift: { ...before.drift, changes: [...changes, ...earlier].slice(0, MOST_CHANGES) } };
}
