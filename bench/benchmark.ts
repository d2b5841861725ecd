/** What one case came to: the medians of its repetitions. */
export interface Measurement {
  readonly case: string;
  readonly requestsPerSecond?: number;
  readonly p50Ms?: number;
  readonly p95Ms?: number;
  readonly p99Ms?: number;
  readonly maxMs?: number;
  /** CPU time of the server process, all threads, user and system. */
  readonly cpuMicrosPerRequest?: number;
  readonly seconds?: number;
  readonly memoryMb?: number;
}

/** A value that must not exceed its limit, nor fall short of its least, where it has one. */
export interface Bar {
  readonly name: string;
  readonly value: number;
  readonly least?: number;
  readonly limit?: number;
  readonly ok: boolean;
}

export interface BenchmarkResult {
  readonly measurements: readonly Measurement[];
  readonly bars: readonly Bar[];
  /** Figures worth knowing that have no bar. */
  readonly notes: readonly string[];
}

/** What was asked for on the command line. */
export interface BenchmarkOptions {
  /** A folder with data to measure with. */
  readonly data?: string | undefined;
}

export interface Benchmark {
  readonly name: string;
  readonly description: string;
  run(progress: (text: string) => void, options: BenchmarkOptions): Promise<BenchmarkResult>;
}

export function atMost(name: string, value: number, limit: number): Bar {
  return { name, value, limit, ok: value <= limit };
}

export function atLeast(name: string, value: number, least: number): Bar {
  return { name, value, least, ok: value >= least };
}

export function between(name: string, value: number, least: number, limit: number): Bar {
  return { name, value, least, limit, ok: value >= least && value <= limit };
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? NaN) + upper) / 2;
}

/** By nearest rank: the smallest value that `percent` of all do not exceed. */
export function percentile(values: readonly number[], percent: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil((percent / 100) * sorted.length) - 1)] ?? NaN;
}
