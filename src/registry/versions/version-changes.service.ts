import { Injectable } from '@nestjs/common';
import type { Principal } from '../../auth/index.js';
import { ToolAccess } from '../tools/tool-access.js';
import { ToolEditor } from '../tools/tool-editor.js';
import type { PublishVersionRequest } from './dto/publish-version.request.js';
import type { VersionResponse } from './dto/version.response.js';
import { ToolVersionsService } from './tool-versions.service.js';
import { VersionPublisher } from './version-publisher.js';
import { VersionWithdrawal } from './version-withdrawal.js';

/** Publishes and withdraws versions of tools, for those who may manage them. */
@Injectable()
export class VersionChangesService {
  constructor(
    private readonly access: ToolAccess,
    private readonly editor: ToolEditor,
    private readonly versions: ToolVersionsService,
    private readonly publisher: VersionPublisher,
    private readonly withdrawal: VersionWithdrawal,
  ) {}

  /**
   * A version beside those that are there. Of two that publish the same number one wins.
   *
   * @throws ToolNotFoundError, AccessDeniedError, VersionNotFoundError, VersionUnchangedError, VersionTakenError,
   *   BreakingChangeError, or an error that names the invalid field
   */
  async publish(principal: Principal, toolId: string, request: PublishVersionRequest): Promise<VersionResponse> {
    await this.access.toManage(principal, toolId);
    return this.editor.holding(toolId, 'any', async (tool) => {
      const after = await this.publisher.publish(tool, request, principal);
      return this.versions.show(after.tool, after.versionId);
    });
  }

  /** @throws ToolNotFoundError, AccessDeniedError, VersionNotFoundError, VersionWithdrawnError, VersionInUseError */
  async withdraw(principal: Principal, toolId: string, reference: string, reason: string): Promise<VersionResponse> {
    await this.access.toManage(principal, toolId);
    return this.editor.holding(toolId, 'any', async (tool) => {
      const { tool: after, versionId } = await this.withdrawal.withdraw(tool, reference, reason);
      return this.versions.show(after, versionId);
    });
  }
}
