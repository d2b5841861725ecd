import { Injectable } from '@nestjs/common';
import type { Principal } from '../../auth/index.js';
import { DomainEvents } from '../../common/events/domain-events.js';
import { CursorCodec } from '../../common/http/cursor.codec.js';
import type { Page } from '../../common/http/page.js';
import { currentRequest } from '../../common/http/request-context.js';
import { AccessDecided, type Decision } from '../../policy/index.js';
import { AccessLogEntryNotFoundError } from '../monitoring.errors.js';
import { AccessLogRepository } from './access-log.repository.js';
import { AccessLogEntryResponse, type AccessTraceResponse } from './dto/access-log-entry.response.js';
import type { AccessLogQuery } from './dto/access-log.query.js';

const LIST = 'access-log';

/** Keeps every decision with its trace. One that cannot be kept is not acted upon. */
@Injectable()
export class AccessLog {
  constructor(
    private readonly entries: AccessLogRepository,
    private readonly cursors: CursorCodec,
    domainEvents: DomainEvents,
  ) {
    domainEvents.within(AccessDecided, ({ decision }) => this.record(decision));
  }

  /** The decisions that match, the newest first, without their traces. */
  async listEntries(query: AccessLogQuery): Promise<Page<AccessLogEntryResponse>> {
    const request = this.cursors.open(LIST, query);
    const rows = await this.entries.findPage(request);
    return this.cursors.page(LIST, request.query, rows, {
      position: ({ at, decisionId }) => [at.toISOString(), decisionId],
      item: AccessLogEntryResponse.of,
    });
  }

  /**
   * One decision; its trace for holders of `policy:read` only, because it tells what the policies are.
   *
   * @throws AccessLogEntryNotFoundError
   */
  async getEntry(principal: Principal, decisionId: string): Promise<AccessTraceResponse> {
    const entry = await this.entries.findByDecision(decisionId);
    if (!entry) throw new AccessLogEntryNotFoundError();
    const shown = AccessLogEntryResponse.of(entry);
    return principal.permissions.allows('policy:read') ? { ...shown, trace: entry.trace, shadow: entry.shadow } : shown;
  }

  private record(decision: Decision): Promise<void> {
    const { id, at, agentId, toolId, action, allowed, reason, obligations, trace, shadow } = decision;
    const request = currentRequest();
    return this.entries.add({
      decisionId: id,
      at,
      agentId,
      toolId,
      action,
      allowed,
      reasonCode: reason.code,
      reasonDetail: reason.detail,
      obligations: { ...obligations },
      trace: [...trace],
      shadowAllowed: shadow?.allowed ?? null,
      shadow: shadow ? { ...shadow } : null,
      requestId: request?.requestId ?? null,
      address: request?.address ?? null,
    });
  }
}
