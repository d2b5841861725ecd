import { gt, inc } from 'semver';
import { newId } from '../../common/ids.js';
import { VersionNotNewerError } from '../registry.errors.js';
import { canonicalJson, contentHash } from './content-hash.js';
import type { ToolDefinition, ToolDescription, ToolSnapshot, ToolSource } from './tool-snapshot.js';
import { ACTIVE } from './tool-status.js';

const FIRST_VERSION = '1.0.0';
const NO_SOURCE: ToolSource = { sourceDocument: null, sourceOperation: null };

/** A tool as somebody wants it to be. */
export interface ToolDraft {
  readonly description: ToolDescription;
  readonly definition: ToolDefinition;
  readonly version?: string;
  readonly source?: ToolSource;
}

/** A tool that is not stored yet, with its first version. */
export function newTool(
  { description, definition, version = FIRST_VERSION, source = NO_SOURCE }: ToolDraft,
  at: Date,
): ToolSnapshot {
  return {
    ...description,
    ...definition,
    ...source,
    ...ACTIVE,
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
 * makes another version.
 *
 * @throws VersionNotNewerError when a version is needed and the given one is not above the current.
 */
export function changedTool(before: ToolSnapshot, draft: ToolDraft, at: Date): ToolSnapshot {
  const hash = contentHash(draft.definition);
  const isVersion = hash !== before.contentHash || (draft.version !== undefined && draft.version !== before.version);
  if (!isVersion && !isDescribedAnew(before, draft.description)) return before;
  const described = { ...before, ...draft.description, revision: before.revision + 1, updatedAt: at };
  if (!isVersion) return described;
  const version = draft.version ?? inc(before.version, 'minor') ?? before.version;
  if (!gt(version, before.version)) throw new VersionNotNewerError(before.version);
  return { ...described, ...draft.definition, versionId: newId(), version, contentHash: hash };
}

function isDescribedAnew(before: ToolSnapshot, after: ToolDescription): boolean {
  return canonicalJson(describing(before)) !== canonicalJson(describing(after));
}

function describing({ name, title, description, ownerId, tags, metadata }: ToolDescription): ToolDescription {
  return { name, title, description, ownerId, tags, metadata };
}
