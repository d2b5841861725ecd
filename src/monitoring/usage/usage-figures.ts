export const USAGE_INTERVALS = ['hour', 'day'] as const;
export type UsageInterval = (typeof USAGE_INTERVALS)[number];

export interface InvocationTotals {
  readonly total: number;
  /** Milliseconds; null when there was no invocation. */
  readonly p50: number | null;
  readonly p95: number | null;
}

export interface OutcomeCount {
  readonly outcome: string;
  readonly count: number;
}

export interface AgentUsage {
  readonly agentId: string;
  readonly invocations: number;
  readonly vends: number;
  readonly lastUsedAt: Date;
}

/** One hour or day, by its first moment. */
export interface UsageBucket {
  readonly from: Date;
  readonly invocations: number;
  readonly vends: number;
}
