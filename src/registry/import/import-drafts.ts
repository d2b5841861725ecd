import type { ToolDraft } from '../tools/tool-changes.js';
import type { ToolSnapshot, ToolSource } from '../tools/tool-snapshot.js';
import type { DocumentSource, ImportSituation, ImportSource } from './import-situation.js';
import type { ImportedTool } from './imported-tool.js';
import { takeName } from './tool-names.js';

export function draftOfNew(tool: ImportedTool, { agentId: ownerId, source, taken }: ImportSituation): ToolDraft {
  const { operation, wantedName, description, definition, version } = tool;
  const name = source.by === 'document' ? takeName(wantedName, taken) : wantedName;
  return {
    description: { ...description, name, ownerId },
    definition,
    ...(version !== undefined && { version }),
    ...(source.by === 'document' && { source: sourceOf(source, operation) }),
  };
}

/**
 * A document speaks for what it says; name, owner, credential duty and what people added by hand stay. A tool that is
 * named says all of itself but whose it is.
 */
export function draftOfKnown(tool: ImportedTool, before: ToolSnapshot, source: ImportSource): ToolDraft {
  const { description, definition, version } = tool;
  const { name, ownerId, authRequired } = before;
  if (source.by === 'name') {
    return { description: { ...description, name, ownerId }, definition, ...(version !== undefined && { version }) };
  }
  const tags = [...new Set([...before.tags, ...description.tags])];
  const metadata = { ...before.metadata, ...description.metadata };
  return {
    description: { ...description, name, ownerId, tags, metadata },
    definition: { ...definition, authRequired },
  };
}

function sourceOf({ document, kind }: DocumentSource, sourceOperation: string): ToolSource {
  return { sourceDocument: document, sourceKind: kind, sourceOperation };
}
