import { Injectable } from '@nestjs/common';
import type { Principal } from '../../auth/index.js';
import { Clock } from '../../common/clock.js';
import { ValidationFailedError } from '../../common/errors/common.errors.js';
import { newId } from '../../common/ids.js';
import { Environment } from '../../config/environment.js';
import type { AccessRequest } from './access-request.entity.js';
import { AccessRequestSteps } from './access-request-steps.js';
import { AccessRequestNotFoundError } from './access-requests.errors.js';
import { AccessCancelled } from './access-requests.events.js';
import { canonicalJson, hashOf } from '../../common/canonical-json.js';
import { AccessRequestRecords } from './access-request-records.js';
import type { AccessRequestResponse } from './dto/access-request.response.js';
import type { CreatedAccessRequestResponse } from './dto/created-access-request.response.js';
import type { CreateAccessRequest } from './dto/create-access-request.request.js';
import { RequestedTools } from './requested-tools.js';

/** As much as a person reads before agreeing to it. */
const MOST_ARGUMENT_BYTES = 8192;

const NOTHING_TO_OPEN = {
  code: 'NOTHING_TO_OPEN',
  detail: 'No policy of the kind approval is about this now: an approval would open nothing.',
} as const;

/** Asking for access, and taking it back. */
@Injectable()
export class AccessRequestsService {
  constructor(
    private readonly records: AccessRequestRecords,
    private readonly tools: RequestedTools,
    private readonly steps: AccessRequestSteps,
    private readonly environment: Environment,
    private readonly clock: Clock,
  ) {}

  /**
   * Asks people for access to a tool, or for one call of it. Their arguments are kept as they are: who approves a call
   * sees it.
   *
   * @throws ValidationFailedError, RequestedToolNotFoundError, AccessRequestLimitError
   */
  async createAccessRequest(asker: Principal, wanted: CreateAccessRequest): Promise<CreatedAccessRequestResponse> {
    const toolId = wanted.toolId.toLowerCase();
    const canonical = wanted.arguments === undefined ? null : canonicalJson(wanted.arguments);
    this.requireWithinBounds(wanted, canonical);
    await this.tools.requireDiscoverable(asker.agentId, toolId, asker.permissions);
    const request = this.newRequest(asker, { ...wanted, toolId }, canonical);
    await this.steps.open(request, this.environment.ACCESS_REQUEST_MAX_PENDING);
    const warnings = (await this.tools.wouldOpen(request)) ? [] : [NOTHING_TO_OPEN];
    return { ...this.records.toResponse(request), warnings };
  }

  /** @throws AccessRequestNotFoundError where it is not the caller's own, AccessRequestClosedError */
  async cancelAccessRequest(asker: Principal, id: string): Promise<AccessRequestResponse> {
    const { agentId } = await this.records.find(asker, id);
    if (agentId !== asker.agentId) throw new AccessRequestNotFoundError();
    return this.records.toResponse(await this.steps.decide(id, { status: 'cancelled' }, AccessCancelled));
  }

  private requireWithinBounds({ action, durationSeconds }: CreateAccessRequest, canonical: string | null): void {
    const most = this.environment.ACCESS_REQUEST_MAX_SECONDS;
    if (durationSeconds > most) refuse('durationSeconds', `At most ${most} seconds can be granted.`);
    if (canonical === null) return;
    if (action !== 'invoke') refuse('arguments', 'Only the action "invoke" has arguments.');
    if (Buffer.byteLength(canonical) > MOST_ARGUMENT_BYTES) {
      refuse('arguments', `arguments must be at most ${MOST_ARGUMENT_BYTES} bytes of JSON.`);
    }
  }

  private newRequest(asker: Principal, wanted: CreateAccessRequest, canonical: string | null): AccessRequest {
    const { toolId, action, justification, durationSeconds } = wanted;
    const now = this.clock.now();
    return {
      ...{ id: newId(), agentId: asker.agentId, actorIds: [...(asker.actors ?? [])] },
      ...{ toolId, action, justification, durationSeconds },
      ...{ arguments: canonical, argumentsHash: canonical === null ? null : hashOf(canonical) },
      status: 'pending',
      expiresAt: new Date(now.getTime() + this.environment.ACCESS_REQUEST_TTL_SECONDS * 1000),
      ...{ decidedBy: null, decidedAt: null, note: null, grantedUntil: null, usedAt: null },
      ...{ revision: 1, createdAt: now, updatedAt: now },
    };
  }
}

function refuse(member: string, detail: string): never {
  throw new ValidationFailedError([{ pointer: `/${member}`, code: 'OUT_OF_BOUNDS', detail }]);
}
