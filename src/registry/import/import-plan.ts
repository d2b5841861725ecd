import { AppError } from '../../common/errors/app-error.js';
import { keepsTags } from '../tools/tag-changes.js';
import { changedTool, newTool } from '../tools/tool-changes.js';
import type { ToolSnapshot } from '../tools/tool-snapshot.js';
import { type GoneTool, goneTools } from './gone-tools.js';
import { draftOfKnown, draftOfNew } from './import-drafts.js';
import { type ImportSituation, keyOf } from './import-situation.js';
import type { ImportedTool, SkippedOperation } from './imported-tool.js';
import { type PlannedChange, plannedChange } from './planned-change.js';

/** What an import comes to. */
export interface ImportPlan {
  readonly created: readonly ToolSnapshot[];
  readonly updated: readonly PlannedChange[];
  readonly unchanged: readonly ToolSnapshot[];
  /** Tools of operations that the document had before, and has no longer. */
  readonly gone: readonly GoneTool[];
  readonly skipped: readonly SkippedOperation[];
}

type Step =
  | { readonly created: ToolSnapshot }
  | { readonly updated: PlannedChange }
  | { readonly unchanged: ToolSnapshot }
  | { readonly skipped: SkippedOperation };

/**
 * Decides for each operation whether its tool is new, changed, as it was, or not the caller's to change.
 *
 * @param operations all that the document has, those too that became no tool: their tools are not gone.
 */
export function planImport(
  tools: readonly ImportedTool[],
  operations: ReadonlySet<string>,
  situation: ImportSituation,
): ImportPlan {
  const existing = new Map(situation.existing.map((it) => [keyOf(it, situation.source), it]));
  const steps = tools.map((tool) => stepOf(tool, existing.get(tool.operation), situation));
  return {
    created: steps.flatMap((it) => ('created' in it ? [it.created] : [])),
    updated: steps.flatMap((it) => ('updated' in it ? [it.updated] : [])),
    unchanged: steps.flatMap((it) => ('unchanged' in it ? [it.unchanged] : [])),
    gone: situation.source.by === 'document' ? goneTools(operations, situation) : [],
    skipped: steps.flatMap((it) => ('skipped' in it ? [it.skipped] : [])),
  };
}

function stepOf(tool: ImportedTool, before: ToolSnapshot | undefined, situation: ImportSituation): Step {
  if (!before) return { created: situation.begun(newTool(draftOfNew(tool, situation), situation.at)) };
  const skipped = (reason: string) => ({ skipped: { operation: tool.operation, reason } });
  // Of a tool that does not exist for the caller, neither id nor name, nor whether it is as the document says.
  if (!situation.mayDiscover(before)) return skipped('Somebody else has the tool of this operation.');
  const { source, at, versions, benign } = situation;
  try {
    const after = changedTool(before, draftOfKnown(tool, before, source), at, versions.get(before.id));
    if (after === before) return { unchanged: before };
    if (!situation.mayManage(before)) return skipped(`You may not manage the tool ${before.name}.`);
    if (!situation.mayChangeTags && !keepsTags(before, after)) {
      return skipped(`You may not change the tags of the tool ${before.name}.`);
    }
    const change = { before, after: situation.changed(before, after) };
    return { updated: plannedChange(change, situation.driftOf(change, benign)) };
  } catch (error) {
    if (error instanceof AppError) return skipped(error.message);
    throw error;
  }
}
