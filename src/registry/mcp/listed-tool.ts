import { findUnsafe } from '../../common/http/unsafe-input.js';
import type { JsonSchema } from '../../common/schemas/json-schema.js';
import { cut, type ImportedTool, type SkippedOperation } from '../import/imported-tool.js';
import { asObject, asText, isObject, type JsonObject } from '../import/json-values.js';
import { toolNameOf } from '../import/tool-names.js';
import type { ToolAnnotations } from '../tools/tool-annotations.js';
import { LONGEST_DESCRIPTION, LONGEST_TITLE } from '../tools/dto/tool-properties.decorators.js';
import { LONGEST_MCP_NAME } from '../types/mcp.settings.js';

export interface ListingContext {
  readonly url: string;
  readonly documentName: string;
  readonly tags: readonly string[];
  /** The secret slot that every tool of the server needs. */
  readonly slot?: McpSecretSlot;
}

/** Where a secret goes once somebody has put it into the tool's slot. */
export interface McpSecretSlot {
  readonly slot: string;
  readonly placement: 'bearer' | 'header';
  readonly name?: string;
}

/** What a server lists, as a tool of type `mcp`. Its schemas are still to be checked. */
export function listedTool(listed: unknown, context: ListingContext): ImportedTool | SkippedOperation {
  const tool = asObject(listed);
  const name = asText(tool['name']) ?? '';
  const unsafe = findUnsafe(listed);
  if (unsafe) return { operation: nameOf(listed), reason: unsafe.detail };
  if (name === '' || name.length > LONGEST_MCP_NAME) {
    return { operation: nameOf(listed), reason: `A name has 1 to ${LONGEST_MCP_NAME} characters.` };
  }
  if (!isObject(tool['inputSchema'])) return { operation: name, reason: 'It has no input schema.' };
  return {
    operation: name,
    wantedName: toolNameOf(context.documentName, { method: '', path: name, operationId: name }),
    description: describe(name, tool, context),
    definition: {
      toolType: 'mcp',
      endpoint: context.url,
      authRequired: true,
      settings: { tool: name },
      inputSchema: tool['inputSchema'] as JsonSchema,
      outputSchema: isObject(tool['outputSchema']) ? (tool['outputSchema'] as JsonSchema) : null,
      scopes: [],
      annotations: annotationsOf(asObject(tool['annotations'])),
    },
  };
}

function describe(name: string, tool: JsonObject, context: ListingContext): ImportedTool['description'] {
  const { documentName, tags, url, slot } = context;
  const title = text(tool['title']) ?? text(asObject(tool['annotations'])['title']) ?? name;
  return {
    title: cut(title, LONGEST_TITLE),
    description: cut(text(tool['description']) ?? `${title} of ${documentName}`, LONGEST_DESCRIPTION),
    tags,
    metadata: { mcp: { server: url, tool: name }, ...(slot && { secretSlots: [slot] }) },
  };
}

/** Hints, by our names; what is no boolean says nothing. */
function annotationsOf(hints: JsonObject): ToolAnnotations {
  const given = Object.entries({
    readOnly: hints['readOnlyHint'],
    destructive: hints['destructiveHint'],
    idempotent: hints['idempotentHint'],
    openWorld: hints['openWorldHint'],
  });
  return Object.fromEntries(given.filter(([, value]) => typeof value === 'boolean'));
}

function text(value: unknown): string | undefined {
  return asText(value)?.trim() || undefined;
}

/** What may be shown of its name, which may be anything. */
export function nameOf(listed: unknown): string {
  return cut((asText(asObject(listed)['name']) ?? '').replace(/[\0\p{Surrogate}]/gu, '\u{fffd}'), LONGEST_MCP_NAME);
}
