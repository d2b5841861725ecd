import { Injectable } from '@nestjs/common';
import type { Position } from '../../common/http/cursor.codec.js';
import { Transactions } from '../../database/index.js';
import type { TimeRange } from '../time-range.js';
import { NOTICE_KINDS, type NoticeKind } from './notice-kinds.js';

/** Who has used a tool so long before is told what becomes of it. */
export const CONCERNED_DAYS = 30;

/** What became of a tool that an agent used. */
export interface NoticeRow {
  readonly id: string;
  readonly at: Date;
  readonly kind: NoticeKind;
  readonly toolId: string;
  readonly reason: string | null;
  readonly sunsetAt: string | null;
  readonly successorId: string | null;
}

export interface NoticesRequest {
  readonly agentId: string;
  readonly range: Partial<TimeRange>;
  /** Time and id of the last one seen. */
  readonly after?: Position | undefined;
  readonly limit: number;
}

/** Whom changes in the lives of tools concern, by the audit and by who used which tool when. */
@Injectable()
export class NoticesRepository {
  constructor(private readonly transactions: Transactions) {}

  /** The newest first, one more than the limit. Looks once into the agent's uses for each such change of any tool. */
  findPage({ agentId, range: { from, to }, after: [at, id] = [], limit }: NoticesRequest): Promise<NoticeRow[]> {
    return this.transactions.manager.query<NoticeRow[]>(
      `SELECT log.id, log.at, split_part(log.action, '.', 2) AS kind, log.subject_id AS "toolId", log.reason,
              log.after ->> 'sunsetAt' AS "sunsetAt", log.after ->> 'successorId' AS "successorId"
         FROM audit_event log
        WHERE log.action = ANY ($1) AND log.subject_type = 'tool'
          AND ($2::timestamptz IS NULL OR log.at >= $2) AND ($3::timestamptz IS NULL OR log.at < $3)
          AND ($4::timestamptz IS NULL OR (log.at, log.id) < ($4, $5::uuid))
          AND EXISTS (
            SELECT FROM tool_usage use WHERE use.tool_id = log.subject_id::uuid AND use.agent_id = $6
               AND use.at >= log.at - make_interval(days => $7) AND use.at <= log.at)
        ORDER BY log.at DESC, log.id DESC LIMIT $8`,
      [ACTIONS, from, to, at, id, agentId, CONCERNED_DAYS, limit + 1],
    );
  }

  /** Agents that used a tool in the range, by id, from after one on. */
  async findAgents(toolId: string, { from, to }: TimeRange, after: string, limit: number): Promise<string[]> {
    const rows: { agentId: string }[] = await this.transactions.manager.query(
      `SELECT DISTINCT agent_id AS "agentId" FROM tool_usage
        WHERE tool_id = $1 AND at >= $2 AND at <= $3 AND agent_id > $4 ORDER BY agent_id LIMIT $5`,
      [toolId, from, to, after, limit],
    );
    return rows.map((it) => it.agentId);
  }
}

const ACTIONS = NOTICE_KINDS.map((it) => `tool.${it}`);
