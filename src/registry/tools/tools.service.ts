import { Injectable } from '@nestjs/common';
import { AgentsService, type Principal, UnknownOwnerError } from '../../auth/index.js';
import type { ExpectedRevision } from '../../common/http/if-match.decorator.js';
import type { CheckedToolResponse } from '../checks/dto/checked-tool.response.js';
import { ToolActivation } from '../lifecycle/tool-activation.js';
import type { ListToolsQuery } from './dto/list-tools.query.js';
import type { NewToolRequest } from './dto/new-tool.request.js';
import type { ReplaceToolRequest } from './dto/replace-tool.request.js';
import type { ToolPage } from './dto/tool-page.response.js';
import type { ToolResponse } from './dto/tool.response.js';
import type { UpdateToolRequest } from './dto/update-tool.request.js';
import { withPermittedTags } from './tag-changes.js';
import { ToolAccess } from './tool-access.js';
import { draftOf, patchedDraft } from './tool-drafts.js';
import { type EditedTool, ToolEditor } from './tool-editor.js';
import { ToolListings } from './tool-listings.js';
import { toResponse } from './tool-responses.js';

/** Tools, for those who may see and change them. */
@Injectable()
export class ToolsService {
  constructor(
    private readonly access: ToolAccess,
    private readonly editor: ToolEditor,
    private readonly listings: ToolListings,
    private readonly agents: AgentsService,
    private readonly activation: ToolActivation,
  ) {}

  /** Registers a tool that the caller owns. @throws NameTakenError, or an error that names the invalid field. */
  async registerTool(principal: Principal, request: NewToolRequest): Promise<CheckedToolResponse> {
    this.activation.admit(request.status);
    return this.checked(principal, await this.editor.register(draftOf(request, principal.agentId), principal));
  }

  /**
   * The tool as the caller is served it, or with the version that it asks for.
   *
   * @throws ToolNotFoundError or AccessDeniedError where the caller may not discover or describe it.
   * @throws VersionNotFoundError, VersionWithdrawnError, VersionNotServedError
   */
  async getTool(principal: Principal, toolId: string, version?: string): Promise<ToolResponse> {
    return toResponse(await this.access.toDescribe(principal, toolId, version));
  }

  /** The tools that the caller may discover, a page of them. */
  listTools(principal: Principal, query: ListToolsQuery): Promise<ToolPage> {
    return this.listings.list(principal, query);
  }

  /** Puts another tool in its place; the owner stays where none is given. */
  async replaceTool(
    principal: Principal,
    toolId: string,
    expected: ExpectedRevision,
    request: ReplaceToolRequest,
  ): Promise<CheckedToolResponse> {
    await this.admit(principal, toolId, request.ownerId);
    const edited = await this.editor.edit(toolId, expected, principal, (before) =>
      withPermittedTags(principal, before, draftOf(request, request.ownerId ?? before.ownerId)),
    );
    return this.checked(principal, edited);
  }

  /** Changes what is given; a changed definition makes a version. */
  async updateTool(
    principal: Principal,
    toolId: string,
    expected: ExpectedRevision,
    patch: UpdateToolRequest,
  ): Promise<CheckedToolResponse> {
    await this.admit(principal, toolId, patch.ownerId);
    return this.updateAdmitted(principal, toolId, expected, patch);
  }

  /** The same for a caller who has been admitted. */
  async updateAdmitted(
    principal: Principal,
    toolId: string,
    expected: ExpectedRevision,
    patch: UpdateToolRequest,
  ): Promise<CheckedToolResponse> {
    const edited = await this.editor.edit(toolId, expected, principal, (before) =>
      withPermittedTags(principal, before, patchedDraft(before, patch)),
    );
    return this.checked(principal, edited);
  }

  /** Deletes the tool and all its versions. */
  async deleteTool(principal: Principal, toolId: string, expected: ExpectedRevision): Promise<void> {
    await this.admit(principal, toolId);
    await this.deleteAdmitted(toolId, expected);
  }

  /** The same for a caller who has been admitted. */
  deleteAdmitted(toolId: string, expected: ExpectedRevision): Promise<void> {
    return this.editor.remove(toolId, expected);
  }

  /**
   * Decides whether the caller may change the tool, and give it to that owner.
   *
   * @throws ToolNotFoundError, AccessDeniedError, UnknownOwnerError
   */
  async admit(principal: Principal, toolId: string, newOwnerId?: string): Promise<void> {
    await this.access.toManage(principal, toolId);
    if (newOwnerId !== undefined && !(await this.agents.find(newOwnerId))) throw new UnknownOwnerError();
  }

  private async checked(principal: Principal, { tool, findings }: EditedTool): Promise<CheckedToolResponse> {
    return { ...toResponse(await this.access.changed(principal, tool)), findings };
  }
}
