import { Injectable } from '@nestjs/common';
import type { ListRequest } from '../../common/http/cursor.codec.js';
import { Transactions } from '../../database/index.js';
import { newestFirst } from '../newest-first.repository.js';
import { AuditEvent } from './audit-event.entity.js';
import type { AuditQuery } from './dto/audit.query.js';

const FILTERS = ['action', 'subjectType', 'subjectId', 'actorId', 'outcome'] as const;

const COLUMNS = {
  id: ['id', 'uuid'],
  at: ['at', 'timestamptz'],
  action: ['action', 'text'],
  outcome: ['outcome', 'text'],
  actorId: ['actor_id', 'uuid'],
  onBehalfOf: ['on_behalf_of', 'uuid'],
  subjectType: ['subject_type', 'text'],
  subjectId: ['subject_id', 'text'],
  address: ['address', 'text'],
  requestId: ['request_id', 'text'],
  decisionId: ['decision_id', 'uuid'],
  reason: ['reason', 'text'],
  before: ['before', 'jsonb'],
  after: ['after', 'jsonb'],
} as const satisfies Readonly<Record<keyof AuditEvent, readonly [column: string, type: string]>>;

const MEMBERS = Object.keys(COLUMNS) as (keyof AuditEvent)[];

/** One array for each column: however many rows there are, it is the same statement. */
const ADD = `
  INSERT INTO audit_event (${MEMBERS.map((it) => COLUMNS[it][0]).join(', ')})
  SELECT * FROM unnest(${MEMBERS.map((it, position) => `$${position + 1}::${COLUMNS[it][1]}[]`).join(', ')})`;

@Injectable()
export class AuditEventsRepository {
  constructor(private readonly transactions: Transactions) {}

  async add(events: readonly AuditEvent[]): Promise<void> {
    const values = MEMBERS.map((member) => events.map((it) => it[member]));
    await this.transactions.prepared('audit-add', ADD, values);
  }

  findById(id: string): Promise<AuditEvent | null> {
    return this.transactions.of(AuditEvent).findOneBy({ id });
  }

  /** The newest first, one row more than the limit. */
  findPage(request: ListRequest<AuditQuery>): Promise<AuditEvent[]> {
    const rows = this.transactions.of(AuditEvent).createQueryBuilder('log');
    for (const filter of FILTERS) {
      const value = request.query[filter];
      if (value !== undefined) rows.andWhere(`log.${filter} = :${filter}`, { [filter]: value });
    }
    return newestFirst(rows, 'id', request);
  }
}
