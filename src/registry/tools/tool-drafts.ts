import type { DEFINITION_MEMBERS } from './dto/definition-members.js';
import type { NewToolRequest } from './dto/new-tool.request.js';
import type { RegisterToolRequest } from './dto/register-tool.request.js';
import type { ReplaceToolRequest } from './dto/replace-tool.request.js';
import type { UpdateToolRequest } from './dto/update-tool.request.js';
import type { ToolDraft } from './tool-changes.js';
import type { ToolDefinition, ToolDescription, ToolSnapshot } from './tool-snapshot.js';

/** The part of a request that changes the definition. */
type DefinitionPatch = Pick<UpdateToolRequest, (typeof DEFINITION_MEMBERS)[number]>;

type Forcing = Pick<ReplaceToolRequest, 'force' | 'reason'>;

const ANY_OBJECT = { type: 'object' };

/** What a complete request asks for; what it leaves out gets its default. */
export function draftOf(
  request: RegisterToolRequest & Pick<NewToolRequest, 'status'> & Forcing,
  ownerId: string,
): ToolDraft {
  const { name, title = name, description, tags = [], metadata = {} } = request;
  const { type: toolType, endpoint, authRequired = true, settings = {} } = request;
  const { inputSchema = ANY_OBJECT, outputSchema = null, scopes = [], annotations = {}, version, status } = request;
  return {
    description: { name, title, description, ownerId, tags, metadata },
    definition: { toolType, endpoint, authRequired, settings, inputSchema, outputSchema, scopes, annotations },
    ...(version !== undefined && { version }),
    ...(status !== undefined && { status }),
    ...forced(request),
  };
}

/** What a partial request makes of a tool: absent leaves, null clears. */
export function patchedDraft(before: ToolSnapshot, patch: UpdateToolRequest): ToolDraft {
  return {
    description: patchedDescription(before, patch),
    definition: patchedDefinition(before, patch),
    ...(patch.version !== undefined && { version: patch.version }),
    ...forced(patch),
  };
}

function forced({ force = false, reason }: Forcing): Pick<ToolDraft, 'forceReason'> {
  return force && reason !== undefined ? { forceReason: reason } : {};
}

function patchedDescription(before: ToolSnapshot, patch: UpdateToolRequest): ToolDescription {
  const { name = before.name, description = before.description, ownerId = before.ownerId } = patch;
  return {
    name,
    description,
    ownerId,
    title: cleared(patch.title, before.title, name),
    tags: cleared(patch.tags, before.tags, []),
    metadata: cleared(patch.metadata, before.metadata, {}),
  };
}

/** What a partial request makes of a definition: absent leaves, null clears. */
export function patchedDefinition(before: ToolDefinition, patch: DefinitionPatch): ToolDefinition {
  const { type: toolType = before.toolType, endpoint = before.endpoint, authRequired = before.authRequired } = patch;
  const { settings = before.settings, inputSchema = before.inputSchema } = patch;
  return {
    toolType,
    endpoint,
    authRequired,
    settings,
    inputSchema,
    outputSchema: cleared(patch.outputSchema, before.outputSchema, null),
    scopes: cleared(patch.scopes, before.scopes, []),
    annotations: cleared(patch.annotations, before.annotations, {}),
  };
}

/** Absent leaves what was, null puts back the default. */
function cleared<T>(given: T | null | undefined, before: T, whenCleared: T): T {
  if (given === undefined) return before;
  return given ?? whenCleared;
}
