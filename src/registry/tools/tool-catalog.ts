import { Injectable } from '@nestjs/common';
import type { Principal } from '../../auth/index.js';
import { tellDeprecation } from '../../common/http/deprecation-headers.js';
import { VisibilityService } from '../../policy/index.js';
import { ToolNotFoundError } from '../registry.errors.js';
import type { JsonSchema } from '../../common/schemas/json-schema.js';
import { ServedVersions } from '../versions/served-versions.js';
import { IN_USE, inUseOr } from '../lifecycle/in-use.js';
import { ToolNotActiveError } from '../lifecycle/lifecycle.errors.js';
import { permittedTools } from './permitted-tools.js';
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
    private readonly versions: ServedVersions,
  ) {}

  /**
   * The tool as the caller is served it, to be vended for or invoked.
   *
   * @param version its number, `latest`, an alias or its id, where the caller asks for one.
   * @param pointer what of the request names the version.
   * @throws ToolNotFoundError where there is none, and where the caller may not discover it.
   * @throws ToolNotActiveError where it may be seen, but not used.
   * @throws VersionNotFoundError, VersionWithdrawnError, VersionNotServedError
   */
  async forUse(principal: Principal, toolId: string, version?: string, pointer?: string): Promise<ExecutableTool> {
    const tool = await this.discoverable(principal, toolId);
    if (!IN_USE.includes(tool.status)) throw new ToolNotActiveError(tool.status);
    return toExecutable(await this.versions.of(tool, principal, version, pointer));
  }

  /** The tool as the caller is served it, in use or not. @throws ToolNotFoundError */
  async known(principal: Principal, toolId: string): Promise<ExecutableTool> {
    return toExecutable(await this.versions.of(await this.discoverable(principal, toolId), principal));
  }

  /**
   * The whole tool as everybody is served it, for this room: what a request is about. The reply says where it is deprecated.
   *
   * @throws ToolNotFoundError as `forUse`.
   */
  async discoverable(principal: Principal, toolId: string): Promise<ToolSnapshot> {
    const tool = await this.find(principal, toolId);
    if (!tool) throw new ToolNotFoundError();
    const seen = await this.asSeenBy(principal, tool);
    if (seen.status === 'deprecated') tellOf(seen);
    return seen;
  }

  /** The tool with its successor, where the caller may discover that. */
  async asSeenBy(principal: Principal, tool: ToolSnapshot): Promise<ToolSnapshot> {
    if (tool.successorId === null || (await this.find(principal, tool.successorId))) return tool;
    return { ...tool, successorId: null };
  }

  /** A tool beside that which a request is about; undefined where there is none, and where the caller may not discover it. */
  async find(principal: Principal, toolId: string): Promise<ToolSnapshot | undefined> {
    const [tool, filter] = await Promise.all([
      this.reader.find(toolId),
      this.visibility.visible(principal, 'discover', toolId),
    ]);
    return tool && matchesToolFilter(filter, tool) && (await this.exists(principal, tool)) ? tool : undefined;
  }

  private async exists(principal: Principal, tool: ToolSnapshot): Promise<boolean> {
    if (IN_USE.includes(tool.status)) return true;
    const manageable = await this.visibility.visible(principal, 'manage', tool.id);
    return matchesToolFilter(inUseOr([manageable, permittedTools(principal.permissions, 'tool:manage')]), tool);
  }
}

/** The reply says that the tool is deprecated. */
function tellOf({ deprecatedAt, updatedAt, sunsetAt: sunset, successorId }: ToolSnapshot): void {
  const successor = successorId === null ? null : `/api/v1/tools/${successorId}`;
  tellDeprecation({ since: deprecatedAt ?? updatedAt, sunset, successor });
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
