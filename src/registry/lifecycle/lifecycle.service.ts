import { Injectable } from '@nestjs/common';
import type { Principal } from '../../auth/index.js';
import { Clock } from '../../common/clock.js';
import type { ExpectedRevision } from '../../common/http/if-match.decorator.js';
import type { ToolResponse } from '../tools/dto/tool.response.js';
import { ToolAccess } from '../tools/tool-access.js';
import { ToolEditor } from '../tools/tool-editor.js';
import { toResponse } from '../tools/tool-responses.js';
import type { TransitionRequest } from './dto/transition.request.js';
import { TransitionNotPossibleError } from './lifecycle.errors.js';
import { standingAfter } from './standing-after.js';
import { Successors } from './successors.js';
import { TransitionRecorder } from './transition-recorder.js';
import { possibleFrom } from './transitions.js';

/** Leads tools through their life, for those who may manage them. */
@Injectable()
export class LifecycleService {
  constructor(
    private readonly access: ToolAccess,
    private readonly successors: Successors,
    private readonly editor: ToolEditor,
    private readonly recorder: TransitionRecorder,
    private readonly clock: Clock,
  ) {}

  /**
   * Takes one step. Credentials end with the tool in the same transaction.
   *
   * @throws ToolNotFoundError, AccessDeniedError, PreconditionFailedError, TransitionNotPossibleError,
   * InvalidDeprecationError
   */
  async take(
    principal: Principal,
    toolId: string,
    expected: ExpectedRevision,
    request: TransitionRequest,
  ): Promise<ToolResponse> {
    await this.access.toManage(principal, toolId);
    await this.successors.check(principal, toolId, request);
    const after = await this.editor.holding(toolId, expected, async (before) => {
      if (!possibleFrom(before.status).includes(request.transition))
        throw new TransitionNotPossibleError(before.status);
      const now = this.clock.now();
      const next = { ...before, ...standingAfter(before, request, now), revision: before.revision + 1, updatedAt: now };
      await this.recorder.record(request.transition, { before, after: next });
      return next;
    });
    return toResponse(after);
  }
}
