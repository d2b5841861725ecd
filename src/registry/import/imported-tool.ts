import type { ToolDefinition, ToolDescription } from '../tools/tool-snapshot.js';
import { LONGEST_DESCRIPTION, LONGEST_TITLE, MOST_TAGS, TAG } from '../tools/dto/tool-properties.decorators.js';
import { type ApiOperation, operationKey } from './api-operation.js';
import type { JsonObject } from './json-values.js';
import { inputOf } from './operation-input.js';
import { SchemaConversion } from './schema-conversion.js';
import { toolNameOf } from './tool-names.js';

/** What an operation makes of a tool; who owns it and what its name ends in is settled where the others are known. */
export interface ImportedTool {
  /** What the tool is known by when it is imported again. */
  readonly operation: string;
  readonly wantedName: string;
  readonly description: Omit<ToolDescription, 'name' | 'ownerId'>;
  readonly definition: ToolDefinition;
  /** Absent: the next one. */
  readonly version?: string;
}

export interface SkippedOperation {
  readonly operation: string;
  readonly reason: string;
}

/** What was read of a document: tools, and operations that cannot become one. */
export interface ReadOperations {
  readonly tools: readonly ImportedTool[];
  readonly skipped: readonly SkippedOperation[];
}

export interface ImportContext {
  readonly document: JsonObject;
  readonly documentName: string;
  readonly tags: readonly string[];
}

export function importedTool(operation: ApiOperation, endpoint: string, context: ImportContext): ImportedTool {
  const { document, documentName } = context;
  const { method, path, scopes } = operation;
  const input = inputOf(document, operation);
  const settings = {
    method,
    path: path === '/' ? '' : path,
    ...(input.parameters.length > 0 && { parameters: input.parameters }),
    ...(input.body && { body: input.body }),
  };
  return {
    operation: operationKey(operation),
    wantedName: toolNameOf(documentName, operation),
    description: describe(operation, context),
    definition: {
      toolType: 'http',
      endpoint,
      authRequired: true,
      settings,
      inputSchema: input.schema,
      outputSchema: outputSchema(operation, document),
      scopes,
      annotations: {},
    },
  };
}

function outputSchema({ answer }: ApiOperation, document: JsonObject): ToolDefinition['outputSchema'] {
  if (!answer) return null;
  const conversion = new SchemaConversion(document, 'output');
  return { ...conversion.convert(answer), ...conversion.definitions() };
}

function describe(operation: ApiOperation, { documentName, tags }: ImportContext): ImportedTool['description'] {
  const { summary, description, operationId, method, path, deprecated, slots } = operation;
  const title = summary ?? operationId ?? operationKey(operation);
  const text = description ?? summary ?? `${method} ${path} of ${documentName}`;
  return {
    title: cut(title, LONGEST_TITLE),
    description: cut(text, LONGEST_DESCRIPTION),
    tags: tagsOf([...tags, ...operation.tags]),
    metadata: {
      openapi: {
        document: documentName,
        method,
        path,
        ...(operationId !== undefined && { operationId }),
        ...(deprecated && { deprecated }),
      },
      ...(slots.length > 0 && { secretSlots: slots }),
    },
  };
}

/** Never in the middle of a character: half of one cannot be stored. */
export function cut(text: string, longest: number): string {
  return text.slice(0, longest).replace(/\p{Surrogate}$/u, '');
}

function tagsOf(given: readonly string[]): string[] {
  const tags = given.map((it) =>
    it
      .toLowerCase()
      .replace(/[^a-z0-9_.:-]+/g, '-')
      .replace(/^[^a-z0-9]+|(?<!-)-+$/g, '')
      .slice(0, 63),
  );
  return [...new Set(tags)].filter((it) => TAG.test(it)).slice(0, MOST_TAGS);
}
