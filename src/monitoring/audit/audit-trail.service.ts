import { Injectable } from '@nestjs/common';
import { Clock } from '../../common/clock.js';
import { type AuditEntry, AuditedEvent } from '../../common/events/domain-event.js';
import { DomainEvents } from '../../common/events/domain-events.js';
import { CursorCodec } from '../../common/http/cursor.codec.js';
import type { Page } from '../../common/http/page.js';
import { currentRequest } from '../../common/http/request-context.js';
import { newId } from '../../common/ids.js';
import { AccessDecided, type Decision } from '../../policy/index.js';
import { AuditEventNotFoundError } from '../monitoring.errors.js';
import type { AuditEvent } from './audit-event.entity.js';
import { AuditEventsRepository } from './audit-events.repository.js';
import { AuditEventResponse } from './dto/audit-event.response.js';
import type { AuditQuery } from './dto/audit.query.js';

const LIST = 'audit';

/** Keeps who did what. A row is written in the transaction of its change: where it cannot be, the change is refused. */
@Injectable()
export class AuditTrail {
  constructor(
    private readonly events: AuditEventsRepository,
    private readonly cursors: CursorCodec,
    private readonly clock: Clock,
    domainEvents: DomainEvents,
  ) {
    // Before any lifecycle hook, because the first start's own changes are audited too.
    domainEvents.withinAll(AuditedEvent, (events) => this.record(events.map((it) => it.audit())));
    domainEvents.within(AccessDecided, ({ decision }) =>
      decision.allowed ? undefined : this.record([refusalOf(decision)]),
    );
  }

  /** The entries that match, the newest first. */
  async listEvents(query: AuditQuery): Promise<Page<AuditEventResponse>> {
    const request = this.cursors.open(LIST, query);
    const rows = await this.events.findPage(request);
    return this.cursors.page(LIST, request.query, rows, {
      position: ({ at, id }) => [at.toISOString(), id],
      item: AuditEventResponse.of,
    });
  }

  /** @throws AuditEventNotFoundError */
  async getEvent(id: string): Promise<AuditEventResponse> {
    const event = await this.events.findById(id);
    if (!event) throw new AuditEventNotFoundError();
    return AuditEventResponse.of(event);
  }

  private record(entries: readonly AuditEntry[]): Promise<void> {
    return this.events.add(entries.map((it) => this.rowOf(it)));
  }

  private rowOf({ action, outcome, subject, ...entry }: AuditEntry): AuditEvent {
    const request = currentRequest();
    return {
      id: newId(),
      at: this.clock.now(),
      action,
      outcome,
      actorId: request?.agentId ?? null,
      onBehalfOf: entry.onBehalfOf ?? null,
      subjectType: subject.type,
      subjectId: subject.id,
      address: request?.address ?? null,
      requestId: request?.requestId ?? null,
      decisionId: entry.decisionId ?? null,
      reason: entry.reason ?? null,
      before: entry.before ?? null,
      after: entry.after ?? null,
    };
  }
}

function refusalOf({ id, action, toolId, reason }: Decision): AuditEntry {
  return {
    action: 'access.refused',
    outcome: 'refused',
    subject: { type: 'tool', id: toolId },
    decisionId: id,
    reason: `${action}: ${reason.code}`,
  };
}
