import { Injectable } from '@nestjs/common';
import type { ListRequest } from '../../common/http/cursor.codec.js';
import { Transactions } from '../../database/index.js';
import { newestFirst } from '../newest-first.repository.js';
import type { TimeRange } from '../time-range.js';
import { AccessLogEntry } from './access-log-entry.entity.js';
import type { AccessLogQuery } from './dto/access-log.query.js';

const FILTERS = ['agentId', 'toolId', 'action', 'allowed'] as const;

/** How often one action on a tool was refused for one reason. */
export interface RefusalCount {
  readonly action: string;
  readonly code: string;
  readonly count: number;
}

@Injectable()
export class AccessLogRepository {
  constructor(private readonly transactions: Transactions) {}

  add(entry: AccessLogEntry): Promise<void> {
    return this.transactions.append(AccessLogEntry, [entry]);
  }

  findByDecision(decisionId: string): Promise<AccessLogEntry | null> {
    return this.transactions.of(AccessLogEntry).findOneBy({ decisionId });
  }

  /** The newest first, one row more than the limit. */
  findPage(request: ListRequest<AccessLogQuery>): Promise<AccessLogEntry[]> {
    const rows = this.transactions.of(AccessLogEntry).createQueryBuilder('log');
    for (const filter of FILTERS) {
      const value = request.query[filter];
      if (value !== undefined) rows.andWhere(`log.${filter} = :${filter}`, { [filter]: value });
    }
    const { shadowDiffers } = request.query;
    if (shadowDiffers !== undefined) rows.andWhere(`log.shadowAllowed IS ${shadowDiffers ? 'NOT NULL' : 'NULL'}`);
    return newestFirst(rows, 'decisionId', request);
  }

  /** The refusals of a tool in a range, the most frequent first. */
  async countRefusals(toolId: string, { from, to }: TimeRange): Promise<RefusalCount[]> {
    return this.transactions.manager.query<RefusalCount[]>(
      `SELECT action, reason_code AS code, count(*)::int AS count
         FROM access_log
        WHERE tool_id = $1 AND at >= $2 AND at < $3 AND NOT allowed
        GROUP BY action, reason_code
        ORDER BY count DESC, action, code`,
      [toolId, from, to],
    );
  }
}
