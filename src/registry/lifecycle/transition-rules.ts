import { Injectable } from '@nestjs/common';
import type { Principal } from '../../auth/index.js';
import { ToolAccess } from '../tools/tool-access.js';
import type { ToolSnapshot } from '../tools/tool-snapshot.js';
import type { TransitionRequest } from './dto/transition.request.js';
import { TransitionNotPossibleError } from './lifecycle.errors.js';
import { Successors } from './successors.js';
import { ToolActivation } from './tool-activation.js';
import { possibleFrom } from './transitions.js';

/** Says who may take which step. */
@Injectable()
export class TransitionRules {
  constructor(
    private readonly access: ToolAccess,
    private readonly successors: Successors,
    private readonly activation: ToolActivation,
  ) {}

  /** @throws ToolNotFoundError, AccessDeniedError, InvalidDeprecationError */
  async admit(principal: Principal, toolId: string, request: TransitionRequest): Promise<void> {
    await this.access.toManage(principal, toolId);
    await this.successors.check(principal, toolId, request);
  }

  /**
   * In the transaction that holds the tool.
   *
   * @throws TransitionNotPossibleError, InsufficientPermissionError, SecondPersonNeededError
   */
  async step(principal: Principal, tool: ToolSnapshot, { transition }: TransitionRequest): Promise<void> {
    if (!possibleFrom(tool.status).includes(transition)) throw new TransitionNotPossibleError(tool.status);
    await this.activation.step(principal, tool, transition);
  }
}
