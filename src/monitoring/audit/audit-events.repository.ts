import { Injectable } from '@nestjs/common';
import type { ListRequest } from '../../common/http/cursor.codec.js';
import { Transactions } from '../../database/index.js';
import { newestFirst } from '../newest-first.repository.js';
import { AuditEvent } from './audit-event.entity.js';
import type { AuditQuery } from './dto/audit.query.js';

const FILTERS = ['action', 'subjectType', 'subjectId', 'actorId', 'outcome'] as const;

@Injectable()
export class AuditEventsRepository {
  constructor(private readonly transactions: Transactions) {}

  add(events: readonly AuditEvent[]): Promise<void> {
    return this.transactions.append(AuditEvent, events);
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
