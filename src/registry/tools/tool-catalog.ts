import { Injectable } from '@nestjs/common';
import type { Principal } from '../../auth/index.js';
import { VisibilityService } from '../../policy/index.js';
import { ToolNotFoundError } from '../registry.errors.js';
import type { JsonSchema } from '../../common/schemas/json-schema.js';
import { matchesToolFilter } from './tool-filter.match.js';
import { ToolReader } from './tool-reader.js';
import { allScopes, type ToolSnapshot } from './tool-snapshot.js';

/** What other rooms need to know of a tool in order to vend for it or to execute it. */
export interface ExecutableTool {
  readonly id: string;
  readonly name: string;
  readonly version: string;
  readonly versionId: string;
  readonly toolType: string;
  readonly settings: Readonly<Record<string, unknown>>;
  readonly endpoint: string;
  /** Whether only a vended credential may invoke it. */
  readonly authRequired: boolean;
  readonly inputSchema: JsonSchema;
  readonly outputSchema: JsonSchema | null;
  /** Those declared, and `invoke`. */
  readonly scopes: readonly string[];
  readonly ownerId: string;
  readonly tags: readonly string[];
}

/** Hands tools to the other rooms, those only that the caller may discover. */
@Injectable()
export class ToolCatalog {
  constructor(
    private readonly reader: ToolReader,
    private readonly visibility: VisibilityService,
  ) {}

  /** @throws ToolNotFoundError where there is none, and where the caller may not discover it. */
  async forUse(principal: Principal, toolId: string): Promise<ExecutableTool> {
    return toExecutable(await this.discoverable(principal, toolId));
  }

  /** The whole tool, for this room. @throws ToolNotFoundError as `forUse`. */
  async discoverable(principal: Principal, toolId: string): Promise<ToolSnapshot> {
    const [tool, filter] = await Promise.all([
      this.reader.find(toolId),
      this.visibility.visible(principal, 'discover', toolId),
    ]);
    if (!tool || !matchesToolFilter(filter, tool)) throw new ToolNotFoundError();
    return tool;
  }
}

function toExecutable(tool: ToolSnapshot): ExecutableTool {
  const { id, name, version, versionId, toolType, settings, endpoint, authRequired } = tool;
  const { inputSchema, outputSchema, ownerId, tags } = tool;
  const scopes = allScopes(tool);
  return {
    id,
    name,
    version,
    versionId,
    toolType,
    settings,
    endpoint,
    authRequired,
    inputSchema,
    outputSchema,
    scopes,
    ownerId,
    tags,
  };
}
