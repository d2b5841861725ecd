import { Injectable } from '@nestjs/common';
import type { Principal } from '../../auth/index.js';
import { DecisionsService, VisibilityService } from '../../policy/index.js';
import { ServedVersions } from '../versions/served-versions.js';
import { ToolCatalog } from './tool-catalog.js';
import { matchesToolFilter } from './tool-filter.match.js';
import type { ToolSnapshot } from './tool-snapshot.js';

/** Lets callers at single tools, as far as policies let them. */
@Injectable()
export class ToolAccess {
  constructor(
    private readonly catalog: ToolCatalog,
    private readonly visibility: VisibilityService,
    private readonly decisions: DecisionsService,
    private readonly versions: ServedVersions,
  ) {}

  /**
   * The tool as the caller is served it, to be shown whole.
   *
   * @param version its number, `latest`, an alias or its id, where the caller asks for one.
   * @throws as `describable`; VersionNotFoundError, VersionWithdrawnError, VersionNotServedError
   */
  async toDescribe(principal: Principal, toolId: string, version?: string): Promise<ToolSnapshot> {
    return this.versions.of(await this.describable(principal, toolId), principal, version);
  }

  /**
   * The tool as everybody is served it. Only a refusal is a recorded decision.
   *
   * @throws ToolNotFoundError when it may not be discovered, AccessDeniedError when it may not be described.
   */
  async describable(principal: Principal, toolId: string): Promise<ToolSnapshot> {
    const [tool, describable] = await Promise.all([
      this.catalog.discoverable(principal, toolId),
      this.visibility.visible(principal, 'describe', toolId),
    ]);
    if (matchesToolFilter(describable, tool)) return tool;
    await this.decisions.require({ principal, action: 'describe', toolId });
    return tool;
  }

  /**
   * Decides whether the caller may change the tool.
   *
   * @throws ToolNotFoundError when it may not be discovered, AccessDeniedError when it may not be managed.
   */
  async toManage(principal: Principal, toolId: string): Promise<void> {
    await this.catalog.discoverable(principal, toolId);
    await this.decisions.require({ principal, action: 'manage', toolId });
  }

  /** A tool that the caller has changed, with nothing in it of tools that it may not discover. */
  changed(principal: Principal, tool: ToolSnapshot): Promise<ToolSnapshot> {
    return this.catalog.asSeenBy(principal, tool);
  }
}
