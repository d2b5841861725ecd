import type { JsonSchema } from '../../common/schemas/json-schema.js';
import type { ForcedChange } from './definition-change.js';
import type { ToolAnnotations } from './tool-annotations.js';
import type { ToolStanding } from './tool-status.js';

/** What a call of a tool depends on; a change of it makes a version. */
export interface ToolDefinition {
  readonly toolType: string;
  readonly endpoint: string;
  readonly authRequired: boolean;
  readonly settings: Readonly<Record<string, unknown>>;
  readonly inputSchema: JsonSchema;
  readonly outputSchema: JsonSchema | null;
  /** As declared, without the implied `invoke`. */
  readonly scopes: readonly string[];
  readonly annotations: ToolAnnotations;
}

/** What describes a tool and changes without a version. */
export interface ToolDescription {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly ownerId: string;
  readonly tags: readonly string[];
  readonly metadata: Readonly<Record<string, unknown>>;
}

export type SourceKind = 'openapi' | 'mcp';

/** Where an imported tool comes from. */
export interface ToolSource {
  readonly sourceDocument: string | null;
  readonly sourceKind: SourceKind | null;
  readonly sourceOperation: string | null;
}

/** A tool with its current version, as read at one moment. */
export interface ToolSnapshot extends ToolDescription, ToolDefinition, ToolSource, ToolStanding {
  readonly id: string;
  readonly versionId: string;
  readonly version: string;
  readonly contentHash: string;
  /** Of a version that is not stored yet: what it breaks. */
  readonly forced?: ForcedChange;
  readonly revision: number;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

/** The scope that every tool has, declared or not. */
export const INVOKE_SCOPE = 'invoke';

/** Everything that a credential for the tool may be given. */
export function allScopes({ scopes }: Pick<ToolDefinition, 'scopes'>): readonly string[] {
  return scopes.includes(INVOKE_SCOPE) ? scopes : [INVOKE_SCOPE, ...scopes];
}
