import { Injectable } from '@nestjs/common';
import type { Principal } from '../../auth/index.js';
import { AppError } from '../../common/errors/app-error.js';
import type { RegisterToolRequest } from '../tools/dto/register-tool.request.js';
import { ToolAccess } from '../tools/tool-access.js';
import { ToolDefinitions } from '../tools/tool-definitions.js';
import { draftOf } from '../tools/tool-drafts.js';
import type { FindingsResponse } from './dto/findings.response.js';
import { type Finding, isBlocking } from './finding.js';
import { type CheckedTool, checkedTool } from './tool-check.js';
import { ToolChecks } from './tool-checks.js';

/** Says what there is to say of a tool, what makes it unusable too, and changes nothing. */
@Injectable()
export class ToolReview {
  constructor(
    private readonly access: ToolAccess,
    private readonly definitions: ToolDefinitions,
    private readonly checks: ToolChecks,
  ) {}

  /** Of a tool that could be registered. Whether its name is free is not told. */
  reviewRequest(request: RegisterToolRequest): Promise<FindingsResponse> {
    return this.review(checkedTool(draftOf(request, '')));
  }

  /** Of a tool as it is now, by the checks of now. @throws ToolNotFoundError, AccessDeniedError */
  async reviewTool(principal: Principal, toolId: string): Promise<FindingsResponse> {
    return this.review(await this.access.toDescribe(principal, toolId));
  }

  private async review(tool: CheckedTool): Promise<FindingsResponse> {
    const findings = [...(await this.unusable(tool)), ...(await this.checks.findings(tool))];
    return { refused: findings.some(isBlocking), findings };
  }

  private async unusable(tool: CheckedTool): Promise<Finding[]> {
    try {
      await this.definitions.checkUsable(tool);
      return [];
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      const { code, message: detail, details } = error;
      return (details.errors ?? [{ pointer: '', code, detail }]).map((it) => ({ ...it, severity: 'error' }));
    }
  }
}
