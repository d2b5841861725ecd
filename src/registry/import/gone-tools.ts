import { standingAfter } from '../lifecycle/standing-after.js';
import { possibleFrom } from '../lifecycle/transitions.js';
import type { ToolSnapshot } from '../tools/tool-snapshot.js';
import type { ImportSituation } from './import-situation.js';

const DEPRECATION = {
  transition: 'deprecate',
  reason: 'The document it was imported from no longer has it.',
} as const;

/** A tool that the document speaks of no more. */
export type GoneTool =
  | { readonly outcome: 'kept' | 'deleted'; readonly before: ToolSnapshot }
  | { readonly outcome: 'deprecated'; readonly before: ToolSnapshot; readonly after: ToolSnapshot };

/** Tools that the caller may not discover are not told of; those that it may not manage are kept. */
export function goneTools(known: ReadonlySet<string>, situation: ImportSituation): GoneTool[] {
  return situation.existing
    .filter((it) => !known.has(it.sourceOperation ?? '') && situation.mayDiscover(it))
    .map((it) => (situation.mayManage(it) ? outcomeOf(it, situation) : { outcome: 'kept', before: it }));
}

function outcomeOf(before: ToolSnapshot, { gone, at }: ImportSituation): GoneTool {
  if (gone === 'delete') return { outcome: 'deleted', before };
  if (gone === 'keep' || !possibleFrom(before.status).includes('deprecate')) return { outcome: 'kept', before };
  const standing = standingAfter(before, DEPRECATION, at);
  return {
    outcome: 'deprecated',
    before,
    after: { ...before, ...standing, revision: before.revision + 1, updatedAt: at },
  };
}
