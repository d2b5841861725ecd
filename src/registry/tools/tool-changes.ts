import { gt } from 'semver';
import { newId } from '../../common/ids.js';
import { VersionNotNewerError } from '../registry.errors.js';
import { type KnownVersions, type Numbering, numberVersion } from '../versions/version-number.js';
import { canonicalJson, contentHash } from './content-hash.js';
import type { ToolDefinition, ToolDescription, ToolSnapshot, ToolSource } from './tool-snapshot.js';
import { ACTIVE, type FirstStatus } from './tool-status.js';

const FIRST_VERSION = '1.0.0';
const NO_SOURCE: ToolSource = { sourceDocument: null, sourceKind: null, sourceOperation: null };

/** A tool as somebody wants it to be. */
export interface ToolDraft {
  readonly description: ToolDescription;
  readonly definition: ToolDefinition;
  readonly version?: string;
  /** Why it may break callers without a major version. */
  readonly forceReason?: string;
  readonly source?: ToolSource;
  /** Of a new tool. */
  readonly status?: FirstStatus;
}

/** A tool that is not stored yet, with its first version. */
export function newTool(
  { description, definition, version = FIRST_VERSION, source = NO_SOURCE, status = 'active' }: ToolDraft,
  at: Date,
): ToolSnapshot {
  return {
    ...description,
    ...definition,
    ...source,
    ...ACTIVE,
    status,
    id: newId(),
    versionId: newId(),
    version,
    contentHash: contentHash(definition),
    revision: 1,
    createdAt: at,
    updatedAt: at,
  };
}

/**
 * The tool after a change, or the same object when nothing would change. Another definition, or another version number,
 * makes another version, under the next number that fits the change where none is given.
 *
 * @param versions those of the tool, where it gets another one.
 * @throws VersionNotNewerError when a version is needed and the given one is not above the current.
 * @throws VersionTakenError, BreakingChangeError
 */
export function changedTool(
  before: ToolSnapshot,
  draft: ToolDraft,
  at: Date,
  versions: KnownVersions = { numbers: [before.version], compared: [before] },
): ToolSnapshot {
  const isVersion = makesVersion(before, draft);
  if (!isVersion && !isDescribedAnew(before, draft.description)) return before;
  const described = { ...before, ...draft.description, revision: before.revision + 1, updatedAt: at };
  if (!isVersion) return described;
  return {
    ...described,
    ...draft.definition,
    ...numbered(before, draft, versions),
    versionId: newId(),
    contentHash: contentHash(draft.definition),
  };
}

/** Whether the draft is another version than the tool is at. */
export function makesVersion({ contentHash: hash, version }: ToolSnapshot, draft: ToolDraft): boolean {
  return contentHash(draft.definition) !== hash || (draft.version !== undefined && draft.version !== version);
}

function numbered(before: ToolSnapshot, draft: ToolDraft, versions: KnownVersions): Numbering {
  const { definition, version: wanted, forceReason } = draft;
  if (wanted !== undefined && !gt(wanted, before.version)) throw new VersionNotNewerError(before.version);
  return numberVersion({ base: before, definition, wanted, forceReason }, versions);
}

function isDescribedAnew(before: ToolSnapshot, after: ToolDescription): boolean {
  return canonicalJson(describing(before)) !== canonicalJson(describing(after));
}

function describing({ name, title, description, ownerId, tags, metadata }: ToolDescription): ToolDescription {
  return { name, title, description, ownerId, tags, metadata };
}
