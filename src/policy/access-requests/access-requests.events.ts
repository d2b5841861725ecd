import { type AuditEntry, AuditedEvent } from '../../common/events/domain-event.js';
import type { AccessRequest } from './access-request.entity.js';

/** A step in the life of an access request. The audit has the hash of arguments, not the arguments. */
abstract class AccessRequestEvent extends AuditedEvent {
  protected abstract readonly action: string;

  constructor(readonly request: AccessRequest) {
    super();
  }

  audit(): AuditEntry {
    const { id, note } = this.request;
    return {
      action: this.action,
      outcome: 'success',
      subject: { type: 'access_request', id },
      ...(note !== null && { reason: note }),
      after: recordOf(this.request),
    };
  }
}

export class AccessRequested extends AccessRequestEvent {
  protected readonly action = 'access_request.created';
}

export class AccessApproved extends AccessRequestEvent {
  protected readonly action = 'access_request.approved';
}

export class AccessRejected extends AccessRequestEvent {
  protected readonly action = 'access_request.rejected';
}

export class AccessCancelled extends AccessRequestEvent {
  protected readonly action = 'access_request.cancelled';
}

/** Nobody decided in time. */
export class AccessExpired extends AccessRequestEvent {
  protected readonly action = 'access_request.expired';
}

/** A grant has been ended before its time. */
export class AccessRevoked extends AccessRequestEvent {
  protected readonly action = 'access_request.revoked';

  constructor(
    request: AccessRequest,
    /** The policies under which the grant counted. */
    readonly policyIds: readonly string[],
  ) {
    super(request);
  }
}

/** The one call that was approved is being made. */
export class ApprovalUsed extends AccessRequestEvent {
  protected readonly action = 'access_request.used';
}

function recordOf({ agentId, toolId, action, justification, status, argumentsHash, ...more }: AccessRequest) {
  const { durationSeconds, grantedUntil, decidedBy } = more;
  const hash = argumentsHash?.toString('hex') ?? null;
  return {
    ...{ agentId, toolId, action, justification, status },
    ...{ durationSeconds, grantedUntil, decidedBy, argumentsHash: hash },
  };
}
