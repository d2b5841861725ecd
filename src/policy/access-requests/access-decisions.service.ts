import { Injectable } from '@nestjs/common';
import type { Principal } from '../../auth/index.js';
import { Clock } from '../../common/clock.js';
import { ValidationFailedError } from '../../common/errors/common.errors.js';
import type { AccessRequest } from './access-request.entity.js';
import { AccessRequestRecords } from './access-request-records.js';
import { AccessRequestSteps } from './access-request-steps.js';
import { AccessApproved, AccessRejected } from './access-requests.events.js';
import { Deciders } from './deciders.js';
import type { AccessRequestResponse } from './dto/access-request.response.js';
import type { ApproveAccessRequest } from './dto/approve-access-request.request.js';
import { RequestedTools } from './requested-tools.js';

/** What people decide on access requests. Of many who decide at once, one does. */
@Injectable()
export class AccessDecisionsService {
  constructor(
    private readonly records: AccessRequestRecords,
    private readonly deciders: Deciders,
    private readonly tools: RequestedTools,
    private readonly steps: AccessRequestSteps,
    private readonly clock: Clock,
  ) {}

  /**
   * Starts a grant for the time asked for, or less; it ends by itself.
   *
   * @throws AccessRequestNotFoundError, DecisionNotIndependentError, ValidationFailedError, AccessRequestClosedError;
   *   RequestedToolNotFoundError where the agent may no longer discover the tool, or is disabled.
   */
  async approve(decider: Principal, id: string, given: ApproveAccessRequest): Promise<AccessRequestResponse> {
    const request = await this.findToDecide(decider, id);
    const { durationSeconds = request.durationSeconds, note = null } = given;
    if (durationSeconds > request.durationSeconds) refuseLonger(request.durationSeconds);
    await this.tools.requireDiscoverable(request.agentId, request.toolId);
    const decidedAt = this.clock.now();
    const grantedUntil = new Date(decidedAt.getTime() + durationSeconds * 1000);
    const decision = { status: 'approved', decidedBy: decider.agentId, decidedAt, note, grantedUntil } as const;
    return this.records.toResponse(await this.steps.decide(id, decision, AccessApproved));
  }

  /** @throws AccessRequestNotFoundError, DecisionNotIndependentError, AccessRequestClosedError */
  async reject(decider: Principal, id: string, note: string): Promise<AccessRequestResponse> {
    await this.findToDecide(decider, id);
    const decision = { status: 'rejected', decidedBy: decider.agentId, decidedAt: this.clock.now(), note } as const;
    return this.records.toResponse(await this.steps.decide(id, decision, AccessRejected));
  }

  /** Ends a grant before its time, at once. @throws AccessRequestNotFoundError, AccessRequestClosedError */
  async revoke(decider: Principal, id: string): Promise<AccessRequestResponse> {
    await this.records.find(decider, id);
    return this.records.toResponse(await this.steps.revoke(id));
  }

  private async findToDecide(decider: Principal, id: string): Promise<AccessRequest> {
    const request = await this.records.find(decider, id);
    await this.deciders.requireIndependent(decider, request);
    return request;
  }
}

function refuseLonger(asked: number): never {
  const detail = `Nobody asked for more than ${asked} seconds.`;
  throw new ValidationFailedError([{ pointer: '/durationSeconds', code: 'OUT_OF_BOUNDS', detail }]);
}
