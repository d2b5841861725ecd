import { gt, prerelease } from 'semver';
import type { DefinitionChange, ForcedChange } from '../tools/definition-change.js';
import type { ToolDefinition } from '../tools/tool-snapshot.js';
import { definitionChanges, impactOf } from './diff/definition-diff.js';
import { latestOf, lineOf, newestFirst, nextVersion } from './semantic-versions.js';
import { BreakingChangeError, VersionTakenError } from './versions.errors.js';

/** A definition under its number. */
export interface NumberedDefinition extends ToolDefinition {
  readonly version: string;
  readonly withdrawnAt?: Date | null;
}

/** A version as it was published. */
export interface StoredVersion extends NumberedDefinition {
  readonly id: string;
}

/** A definition that is to get a number. */
export interface NumberRequest {
  /** What it was made from. */
  readonly base: NumberedDefinition;
  readonly definition: ToolDefinition;
  /** Absent: the next one that fits the change. */
  readonly wanted?: string | undefined;
  /** Why it may break callers without a major version. */
  readonly forceReason?: string | undefined;
}

export interface Numbering {
  readonly version: string;
  readonly forced?: ForcedChange;
}

/**
 * The number under which a definition may be published: a release never breaks callers of the release before it on the
 * same major line, unless that is forced.
 *
 * @param versions all that the tool has, also those withdrawn.
 * @throws VersionTakenError, BreakingChangeError
 */
export function numberVersion(request: NumberRequest, versions: readonly NumberedDefinition[]): Numbering {
  const { base, definition, wanted, forceReason } = request;
  const taken = new Set(versions.map((it) => it.version));
  if (wanted === undefined) return { version: fittingNumber(base, definition, versions) };
  if (taken.has(wanted)) throw new VersionTakenError(wanted);
  const before = predecessorOf(wanted, versions);
  const breaks = before ? breakingChanges(before, definition) : [];
  if (!before || breaks.length === 0) return { version: wanted };
  if (forceReason === undefined) throw new BreakingChangeError(before.version, breaks);
  return { version: wanted, forced: { reason: forceReason, breaks } };
}

function fittingNumber(
  base: NumberedDefinition,
  definition: ToolDefinition,
  versions: readonly NumberedDefinition[],
): string {
  const taken = new Set(versions.map((it) => it.version));
  const impact = impactOf(definitionChanges(base, definition)) ?? 'patch';
  const next = nextVersion(base.version, impact, taken);
  const before = predecessorOf(next, versions);
  if (!before || breakingChanges(before, definition).length === 0) return next;
  return nextVersion(newestFirst(versions)[0]?.version ?? next, 'major', taken);
}

/** The release before a version, on its line. */
function predecessorOf(version: string, versions: readonly NumberedDefinition[]): NumberedDefinition | undefined {
  const releases = versions.filter((it) => !it.withdrawnAt && prerelease(it.version) === null);
  return latestOf(releases.filter((it) => lineOf(it.version) === lineOf(version) && gt(version, it.version)));
}

function breakingChanges(before: ToolDefinition, after: ToolDefinition): DefinitionChange[] {
  return definitionChanges(before, after).filter((it) => it.impact === 'major');
}
