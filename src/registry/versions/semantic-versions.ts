import { compare, inc, major, minor, prerelease } from 'semver';
import type { Impact } from '../tools/definition-change.js';

/** The highest release; the highest of all where there is no release. */
export function latestOf<T extends { readonly version: string }>(versions: readonly T[]): T | undefined {
  const releases = versions.filter((it) => prerelease(it.version) === null);
  return newestFirst(releases.length > 0 ? releases : versions)[0];
}

/** By semantic versioning, the highest first. */
export function newestFirst<T extends { readonly version: string }>(versions: readonly T[]): T[] {
  return [...versions].sort((a, b) => compare(b.version, a.version));
}

/** The versions within which callers may rely on not being broken: a major one, or a minor one before 1.0.0. */
export function lineOf(version: string): string {
  return major(version) > 0 ? String(major(version)) : `0.${String(minor(version))}`;
}

/** The next version that is free after one, for a change of such impact. */
export function nextVersion(version: string, impact: Impact, taken: ReadonlySet<string>): string {
  const part = major(version) > 0 ? impact : BEFORE_1[impact];
  let next = inc(version, part) ?? version;
  while (taken.has(next)) next = inc(next, part) ?? next;
  return next;
}

/** Before 1.0.0 the minor version is what the major one is later. */
const BEFORE_1: Readonly<Record<Impact, Impact>> = { major: 'minor', minor: 'patch', patch: 'patch' };
