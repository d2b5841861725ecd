import { Injectable } from '@nestjs/common';
import { Clock } from '../../common/clock.js';
import type { AuditedEvent } from '../../common/events/domain-event.js';
import { DomainEvents } from '../../common/events/domain-events.js';
import { Transactions } from '../../database/index.js';
import { PoliciesRepository } from '../policies/policies.repository.js';
import type { AccessRequest } from './access-request.entity.js';
import { statusAt } from './access-request-status.js';
import {
  AccessRequestClosedError,
  AccessRequestLimitError,
  AccessRequestNotFoundError,
} from './access-requests.errors.js';
import { AccessCancelled, AccessExpired, AccessRequested, AccessRevoked } from './access-requests.events.js';
import { AccessRequestsRepository, type Decided } from './access-requests.repository.js';
import { APPROVAL } from './approval.policy.js';

type StepEvent = new (request: AccessRequest) => AuditedEvent;
type Step = (request: AccessRequest) => AuditedEvent;
type Decision = Pick<Decided, 'status'> & Partial<Decided>;

const UNDECIDED = { decidedBy: null, decidedAt: null, note: null, grantedUntil: null };

/** The steps of an access request's life, each one conditional statement with its audit. */
@Injectable()
export class AccessRequestSteps {
  constructor(
    private readonly repository: AccessRequestsRepository,
    private readonly policies: PoliciesRepository,
    private readonly transactions: Transactions,
    private readonly events: DomainEvents,
    private readonly clock: Clock,
  ) {}

  /** @throws AccessRequestLimitError where the agent has `most` that are to be decided: people must be able to read them. */
  async open(request: AccessRequest, most: number): Promise<void> {
    await this.transactions.run(async () => {
      if ((await this.repository.lockPending(request.agentId, request.createdAt)) >= most) {
        throw new AccessRequestLimitError(most);
      }
      await this.repository.insert(request);
      await this.events.publish(new AccessRequested(request));
    });
  }

  /** @throws AccessRequestClosedError unless it was still pending: of many at once, one gets through. */
  decide(id: string, decision: Decision, DecidedEvent: StepEvent): Promise<AccessRequest> {
    const write = (now: Date) => this.repository.decide(id, { ...UNDECIDED, ...decision }, now);
    return this.take(id, write, (it) => new DecidedEvent(it));
  }

  /** @throws AccessRequestClosedError unless its grant was in force. */
  async revoke(id: string): Promise<AccessRequest> {
    const policyIds = await this.policies.findIdsOfKind(APPROVAL);
    const write = (now: Date) => this.repository.revoke(id, now);
    return this.take(id, write, (it) => new AccessRevoked(it, policyIds));
  }

  /** Closes at most `most` requests that nobody decided in time, and says how many. */
  expire(most: number): Promise<number> {
    return this.transactions.run(async () => {
      const expired = await this.repository.lockExpired(this.clock.now(), most);
      for (const { id } of expired) {
        await this.take(
          id,
          (now) => this.repository.expire(id, now),
          (it) => new AccessExpired(it),
        );
      }
      return expired.length;
    });
  }

  /** Ends, in the current transaction, what an agent has asked for and what it was granted. */
  async endAllOf(agentId: string): Promise<void> {
    for (const { id, status } of await this.repository.lockOpen(agentId, this.clock.now())) {
      if (status === 'pending') await this.decide(id, { status: 'cancelled' }, AccessCancelled);
      else await this.revoke(id);
    }
  }

  private take(id: string, write: (now: Date) => Promise<boolean>, step: Step): Promise<AccessRequest> {
    return this.transactions.run(async () => {
      const now = this.clock.now();
      const taken = await write(now);
      const request = await this.repository.findById(id);
      if (!request) throw new AccessRequestNotFoundError();
      if (!taken) throw new AccessRequestClosedError(statusAt(request, now));
      await this.events.publish(step(request));
      return request;
    });
  }
}
