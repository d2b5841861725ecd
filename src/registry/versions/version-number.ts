import { gt, prerelease } from 'semver';
import type { DefinitionChange, ForcedChange, Impact } from '../tools/definition-change.js';
import type { ToolDefinition } from '../tools/tool-snapshot.js';
import { definitionChanges, impactOf } from './diff/definition-diff.js';
import { latestOf, lineOf, newestFirst, nextVersion } from './semantic-versions.js';
import { BreakingChangeError, VersionTakenError } from './versions.errors.js';

const IMPACTS: readonly Impact[] = ['patch', 'minor', 'major'];

/** A definition under its number. */
export interface NumberedDefinition extends ToolDefinition {
  readonly version: string;
  readonly withdrawnAt?: Date | null;
}

/** A version by its number alone. */
type VersionNumber = Pick<NumberedDefinition, 'version' | 'withdrawnAt'>;

/** What numbering knows of the versions of a tool. */
export interface KnownVersions {
  /** Of all of them, also those withdrawn. */
  readonly numbers: readonly string[];
  /** Those that a definition is compared with, by `comparedWith`: a tool may have thousands of others. */
  readonly compared: readonly NumberedDefinition[];
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
 * @throws VersionTakenError, BreakingChangeError
 */
export function numberVersion(request: NumberRequest, versions: KnownVersions): Numbering {
  const { base, definition, wanted, forceReason } = request;
  if (wanted === undefined) return { version: fittingNumber(base, definition, versions) };
  if (versions.numbers.includes(wanted)) throw new VersionTakenError(wanted);
  const before = predecessorOf(wanted, versions.compared);
  const breaks = before ? breakingChanges(before, definition) : [];
  if (!before || breaks.length === 0) return { version: wanted };
  if (forceReason === undefined) throw new BreakingChangeError(before.version, breaks);
  return { version: wanted, forced: { reason: forceReason, breaks } };
}

/**
 * The versions that a definition is compared with when it gets a number: one at most for each number that it may get.
 *
 * @param base the version that it was made from.
 * @param versions all that the tool has.
 */
export function comparedWith<T extends VersionNumber>(
  { base, wanted }: { readonly base: string; readonly wanted?: string | undefined },
  versions: readonly T[],
): T[] {
  const taken = new Set(versions.map((it) => it.version));
  const numbers = wanted === undefined ? IMPACTS.map((it) => nextVersion(base, it, taken)) : [wanted];
  return [...new Set(numbers.flatMap((it) => predecessorOf(it, versions) ?? []))];
}

function fittingNumber(
  base: NumberedDefinition,
  definition: ToolDefinition,
  { numbers, compared }: KnownVersions,
): string {
  const taken = new Set(numbers);
  const impact = impactOf(definitionChanges(base, definition)) ?? 'patch';
  const next = nextVersion(base.version, impact, taken);
  const before = predecessorOf(next, compared);
  if (!before || breakingChanges(before, definition).length === 0) return next;
  return nextVersion(newestFirst(numbers.map((version) => ({ version })))[0]?.version ?? next, 'major', taken);
}

/** The release before a version, on its line. */
function predecessorOf<T extends VersionNumber>(version: string, versions: readonly T[]): T | undefined {
  const releases = versions.filter((it) => !it.withdrawnAt && prerelease(it.version) === null);
  return latestOf(releases.filter((it) => lineOf(it.version) === lineOf(version) && gt(version, it.version)));
}

function breakingChanges(before: ToolDefinition, after: ToolDefinition): DefinitionChange[] {
  return definitionChanges(before, after).filter((it) => it.impact === 'major');
}
