import { Injectable } from '@nestjs/common';
import type { Principal } from '../../auth/index.js';
import { Clock } from '../../common/clock.js';
import { ToolCatalog } from '../../registry/index.js';
import { AccessLogRepository } from '../access-log/access-log.repository.js';
import type { TimeRange } from '../time-range.js';
import type { UsageQuery } from './dto/usage.query.js';
import type {
  InvocationUsageResponse,
  RefusalsResponse,
  ToolUsageResponse,
  UsageBucketResponse,
} from './dto/usage.response.js';
import { ToolUsageRepository } from './tool-usage.repository.js';
import type { UsageInterval } from './usage-figures.js';
import { fillSeries, usageRange } from './usage-range.js';

const TOP_AGENTS = 10;

/** How much a tool is used, by whom, how well, and what was refused. */
@Injectable()
export class ToolUsage {
  constructor(
    private readonly usage: ToolUsageRepository,
    private readonly accessLog: AccessLogRepository,
    private readonly tools: ToolCatalog,
    private readonly clock: Clock,
  ) {}

  /**
   * The usage of a tool in a range.
   *
   * @throws ToolNotFoundError for a tool that the caller may not discover.
   * @throws UsageRangeError
   */
  async getUsage(principal: Principal, toolId: string, query: UsageQuery): Promise<ToolUsageResponse> {
    await this.tools.known(principal, toolId);
    const range = usageRange(query, this.clock.now());
    const lastUsedAt = await this.usage.findLastUse(toolId);
    const agents = await this.usage.findTopAgents(toolId, range, TOP_AGENTS);
    return {
      toolId,
      from: range.from.toISOString(),
      to: range.to.toISOString(),
      lastUsedAt: lastUsedAt?.toISOString() ?? null,
      invocations: await this.invocations(toolId, range),
      vends: await this.usage.countVends(toolId, range),
      refusals: await this.refusals(toolId, range),
      agents: agents.map((it) => ({ ...it, lastUsedAt: it.lastUsedAt.toISOString() })),
      ...(query.interval && { series: await this.series(toolId, range, query.interval) }),
    };
  }

  private async invocations(toolId: string, range: TimeRange): Promise<InvocationUsageResponse> {
    const { total, ...latencyMs } = await this.usage.findTotals(toolId, range);
    return { total, byOutcome: await this.usage.countOutcomes(toolId, range), latencyMs };
  }

  private async refusals(toolId: string, range: TimeRange): Promise<RefusalsResponse> {
    const byReason = await this.accessLog.countRefusals(toolId, range);
    return { total: byReason.reduce((sum, it) => sum + it.count, 0), byReason };
  }

  private async series(toolId: string, range: TimeRange, interval: UsageInterval): Promise<UsageBucketResponse[]> {
    const used = await this.usage.findBuckets(toolId, range, interval);
    return fillSeries(range, interval, used).map((it) => ({ ...it, from: it.from.toISOString() }));
  }
}
