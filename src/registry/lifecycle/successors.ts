import { Injectable } from '@nestjs/common';
import type { Principal } from '../../auth/index.js';
import { Clock } from '../../common/clock.js';
import { ToolNotFoundError } from '../registry.errors.js';
import { ToolCatalog } from '../tools/tool-catalog.js';
import type { TransitionRequest } from './dto/transition.request.js';
import { InvalidDeprecationError } from './lifecycle.errors.js';

/** Checks what a deprecation announces: when the tool ends, and what comes after it. */
@Injectable()
export class Successors {
  constructor(
    private readonly catalog: ToolCatalog,
    private readonly clock: Clock,
  ) {}

  /** @throws InvalidDeprecationError also where the caller may not discover the successor. */
  async check(principal: Principal, toolId: string, request: TransitionRequest): Promise<void> {
    const { transition, sunsetAt, successorId } = request;
    if (transition !== 'deprecate') {
      if (sunsetAt !== undefined) throw new InvalidDeprecationError('sunsetAt', 'Only a deprecation has a sunset.');
      if (successorId !== undefined)
        throw new InvalidDeprecationError('successorId', 'Only a deprecation names a successor.');
    }
    if (sunsetAt !== undefined && !(new Date(sunsetAt) > this.clock.now()))
      throw new InvalidDeprecationError('sunsetAt', 'The sunset must be in the future.');
    if (successorId !== undefined) await this.checkSuccessor(principal, toolId, successorId);
  }

  private async checkSuccessor(principal: Principal, toolId: string, successorId: string): Promise<void> {
    if (successorId === toolId) throw new InvalidDeprecationError('successorId', 'A tool does not succeed itself.');
    if (!(await this.catalog.find(principal, successorId)))
      throw new InvalidDeprecationError('successorId', new ToolNotFoundError().message);
  }
}
