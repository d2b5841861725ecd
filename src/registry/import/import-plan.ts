import { keepsTags } from '../tools/tag-changes.js';
import { changedTool, newTool, type ToolDraft } from '../tools/tool-changes.js';
import type { ToolSnapshot } from '../tools/tool-snapshot.js';
import type { ToolChange } from '../tools/tool-writer.js';
import type { ImportedTool } from './imported-tool.js';
import { takeName } from './tool-names.js';

export interface SkippedOperation {
  readonly operation: string;
  readonly reason: string;
}

/** What importing a document comes to. */
export interface ImportPlan {
  readonly created: readonly ToolSnapshot[];
  readonly updated: readonly ToolChange[];
  readonly unchanged: readonly ToolSnapshot[];
  readonly skipped: readonly SkippedOperation[];
}

/** What is there already, and who asks. */
export interface ImportSituation {
  readonly documentName: string;
  readonly agentId: string;
  readonly at: Date;
  /** The tools that were imported from the document before. */
  readonly existing: readonly ToolSnapshot[];
  /** Names of other tools, in lower case. */
  readonly taken: Set<string>;
  mayDiscover(tool: ToolSnapshot): boolean;
  mayManage(tool: ToolSnapshot): boolean;
  readonly mayChangeTags: boolean;
}

/** Decides for each operation whether its tool is new, changed, as it was, or not the caller's to change. */
export function planImport(tools: readonly ImportedTool[], situation: ImportSituation): ImportPlan {
  const existing = new Map(situation.existing.map((it) => [it.sourceOperation, it]));
  const created: ToolSnapshot[] = [];
  const updated: ToolChange[] = [];
  const unchanged: ToolSnapshot[] = [];
  const skipped: SkippedOperation[] = [];
  for (const tool of tools) {
    const before = existing.get(tool.operation);
    if (!before) {
      created.push(newTool(draftOfNew(tool, situation), situation.at));
      continue;
    }
    // Of a tool that does not exist for the caller, neither id nor name, nor whether it is as the document says.
    if (!situation.mayDiscover(before)) {
      skipped.push({ operation: tool.operation, reason: 'Somebody else has the tool of this operation.' });
      continue;
    }
    const after = changedTool(before, draftOfKnown(tool, before), situation.at);
    if (after === before) unchanged.push(before);
    else if (!situation.mayManage(before))
      skipped.push({ operation: tool.operation, reason: `You may not manage the tool ${before.name}.` });
    else if (!situation.mayChangeTags && !keepsTags(before, after))
      skipped.push({ operation: tool.operation, reason: `You may not change the tags of the tool ${before.name}.` });
    else updated.push({ before, after });
  }
  return { created, updated, unchanged, skipped };
}

function draftOfNew(
  { operation, wantedName, description, definition }: ImportedTool,
  situation: ImportSituation,
): ToolDraft {
  const { agentId: ownerId, documentName, taken } = situation;
  return {
    description: { ...description, name: takeName(wantedName, taken), ownerId },
    definition,
    source: { sourceDocument: documentName, sourceOperation: operation },
  };
}

/** The document speaks for what it says; name, owner, credential duty and what people added by hand stay. */
function draftOfKnown({ description, definition }: ImportedTool, before: ToolSnapshot): ToolDraft {
  const { name, ownerId, authRequired } = before;
  const tags = [...new Set([...before.tags, ...description.tags])];
  const metadata = { ...before.metadata, ...description.metadata };
  return {
    description: { ...description, name, ownerId, tags, metadata },
    definition: { ...definition, authRequired },
  };
}
