import { canonicalJson } from '../tools/content-hash.js';
import type { ToolSnapshot } from '../tools/tool-snapshot.js';

/** Whether a change touches what callers rely on and models read; tags, metadata and owner are none of it. */
export function reviewedAgain(before: ToolSnapshot, after: ToolSnapshot): boolean {
  return before.versionId !== after.versionId || canonicalJson(read(before)) !== canonicalJson(read(after));
}

function read({ name, title, description }: ToolSnapshot) {
  return { name, title, description };
}
