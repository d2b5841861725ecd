import { Injectable } from '@nestjs/common';
import type { Principal } from '../../auth/index.js';
import { Clock } from '../../common/clock.js';
import type { ExpectedRevision } from '../../common/http/if-match.decorator.js';
import type { ToolResponse } from '../tools/dto/tool.response.js';
import { ToolAccess } from '../tools/tool-access.js';
import { ToolEditor } from '../tools/tool-editor.js';
import { toResponse } from '../tools/tool-responses.js';
import type { TransitionRequest } from './dto/transition.request.js';
import { standingAfter } from './standing-after.js';
import { TransitionRecorder } from './transition-recorder.js';
import { TransitionRules } from './transition-rules.js';

/** Leads tools through their life, for those who may manage them. */
@Injectable()
export class LifecycleService {
  constructor(
    private readonly rules: TransitionRules,
    private readonly access: ToolAccess,
    private readonly editor: ToolEditor,
    private readonly recorder: TransitionRecorder,
    private readonly clock: Clock,
  ) {}

  /**
   * Takes one step. Credentials end with the tool in the same transaction.
   *
   * @throws ToolNotFoundError, AccessDeniedError, PreconditionFailedError, TransitionNotPossibleError,
   * InvalidDeprecationError, InsufficientPermissionError, SecondPersonNeededError
   */
  async take(
    principal: Principal,
    toolId: string,
    expected: ExpectedRevision,
    request: TransitionRequest,
  ): Promise<ToolResponse> {
    await this.rules.admit(principal, toolId, request);
    const after = await this.editor.holding(toolId, expected, async (before) => {
      await this.rules.step(principal, before, request);
      const now = this.clock.now();
      const next = { ...before, ...standingAfter(before, request, now), revision: before.revision + 1, updatedAt: now };
      await this.recorder.record(request.transition, { before, after: next });
      return next;
    });
    return toResponse(await this.access.changed(principal, after));
  }
}
