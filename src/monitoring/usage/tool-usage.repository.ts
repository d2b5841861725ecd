import { Injectable } from '@nestjs/common';
import { Transactions } from '../../database/index.js';
import type { TimeRange } from '../time-range.js';
import { ToolUse } from './tool-use.entity.js';
import type { AgentUsage, InvocationTotals, OutcomeCount, UsageBucket, UsageInterval } from './usage-figures.js';

const IN_RANGE = 'tool_id = $1 AND at >= $2 AND at < $3';
const INVOCATIONS = `FROM tool_usage WHERE ${IN_RANGE} AND kind = 'invocation'`;

/** Counts what the usage of a tool amounts to, in the database. */
@Injectable()
export class ToolUsageRepository {
  constructor(private readonly transactions: Transactions) {}

  add(use: ToolUse): Promise<void> {
    return this.transactions.append(ToolUse, [use]);
  }

  async findLastUse(toolId: string): Promise<Date | null> {
    const [row] = await this.query<{ at: Date | null }>('SELECT max(at) AS at FROM tool_usage WHERE tool_id = $1', [
      toolId,
    ]);
    return row?.at ?? null;
  }

  async findTotals(toolId: string, range: TimeRange): Promise<InvocationTotals> {
    const [row] = await this.query<InvocationTotals>(
      `SELECT count(*)::int AS total,
              percentile_cont(0.5) WITHIN GROUP (ORDER BY duration_ms) AS p50,
              percentile_cont(0.95) WITHIN GROUP (ORDER BY duration_ms) AS p95
         ${INVOCATIONS}`,
      [toolId, range.from, range.to],
    );
    return row ?? { total: 0, p50: null, p95: null };
  }

  countOutcomes(toolId: string, { from, to }: TimeRange): Promise<OutcomeCount[]> {
    return this.query(
      `SELECT outcome, count(*)::int AS count ${INVOCATIONS} GROUP BY outcome ORDER BY count DESC, outcome`,
      [toolId, from, to],
    );
  }

  /** The agents that invoked the tool or were vended a credential for it, the busiest first. */
  findTopAgents(toolId: string, { from, to }: TimeRange, limit: number): Promise<AgentUsage[]> {
    return this.query(
      `SELECT agent_id AS "agentId",
              (count(*) FILTER (WHERE kind = 'invocation'))::int AS invocations,
              (count(*) FILTER (WHERE kind = 'vend'))::int AS vends,
              max(at) AS "lastUsedAt"
         FROM tool_usage WHERE ${IN_RANGE}
        GROUP BY agent_id ORDER BY invocations DESC, vends DESC, agent_id LIMIT $4`,
      [toolId, from, to, limit],
    );
  }

  async countVends(toolId: string, { from, to }: TimeRange): Promise<number> {
    const [row] = await this.query<{ count: number }>(
      `SELECT count(*)::int AS count FROM tool_usage WHERE ${IN_RANGE} AND kind = 'vend'`,
      [toolId, from, to],
    );
    return row?.count ?? 0;
  }

  /** The hours or days (UTC) of the range in which something happened. */
  findBuckets(toolId: string, { from, to }: TimeRange, interval: UsageInterval): Promise<UsageBucket[]> {
    return this.query(
      `SELECT date_trunc($4, at, 'UTC') AS "from",
              (count(*) FILTER (WHERE kind = 'invocation'))::int AS invocations,
              (count(*) FILTER (WHERE kind = 'vend'))::int AS vends
         FROM tool_usage WHERE ${IN_RANGE}
        GROUP BY 1 ORDER BY 1`,
      [toolId, from, to, interval],
    );
  }

  private query<T>(sql: string, parameters: unknown[]): Promise<T[]> {
    return this.transactions.manager.query<T[]>(sql, parameters);
  }
}
