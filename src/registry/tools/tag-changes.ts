import type { Principal } from '../../auth/index.js';
import { TagChangeRefusedError } from '../registry.errors.js';
import type { ToolDraft } from './tool-changes.js';
import type { ToolSnapshot } from './tool-snapshot.js';

/**
 * Permissions are narrowed to tags, so changing a tag hands out rights: only those who may manage every tool do it.
 */
export function mayChangeTags({ permissions }: Principal): boolean {
  return permissions.allows('tool:manage');
}

export function keepsTags(before: Pick<ToolSnapshot, 'tags'>, after: Pick<ToolSnapshot, 'tags'>): boolean {
  return before.tags.length === after.tags.length && before.tags.every((it) => after.tags.includes(it));
}

/** The draft, where it leaves the tags as they are or the caller may change them. @throws TagChangeRefusedError */
export function withPermittedTags(principal: Principal, before: ToolSnapshot, draft: ToolDraft): ToolDraft {
  if (!mayChangeTags(principal) && !keepsTags(before, draft.description)) throw new TagChangeRefusedError();
  return draft;
}
