import type { ToolDraft } from '../tools/tool-changes.js';
import type { ToolSnapshot } from '../tools/tool-snapshot.js';
import type { ImportSituation } from './import-situation.js';
import type { ImportedTool } from './imported-tool.js';
import { takeName } from './tool-names.js';

export function draftOfNew(tool: ImportedTool, { agentId: ownerId, source, taken }: ImportSituation): ToolDraft {
  const { operation, wantedName, description, definition, version } = tool;
  const isOfDocument = source.by === 'document';
  const name = isOfDocument ? takeName(wantedName, taken) : wantedName;
  return {
    description: { ...description, name, ownerId },
    definition,
    ...(version !== undefined && { version }),
    ...(isOfDocument && { source: { sourceDocument: source.document, sourceOperation: operation } }),
  };
}

/**
 * A document speaks for what it says; name, owner, credential duty and what people added by hand stay. A tool that is
 * named says all of itself but whose it is.
 */
export function draftOfKnown(tool: ImportedTool, before: ToolSnapshot, { source }: ImportSituation): ToolDraft {
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
