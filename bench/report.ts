import type { Bar, BenchmarkResult, Measurement } from './benchmark.js';

const COLUMNS: readonly {
  readonly title: string;
  readonly of: (it: Measurement) => number | undefined;
  readonly digits: number;
}[] = [
  { title: 'requests/s', of: (it) => it.requestsPerSecond, digits: 0 },
  { title: 'p50 ms', of: (it) => it.p50Ms, digits: 2 },
  { title: 'p95 ms', of: (it) => it.p95Ms, digits: 2 },
  { title: 'p99 ms', of: (it) => it.p99Ms, digits: 2 },
  { title: 'max ms', of: (it) => it.maxMs, digits: 2 },
  { title: 'CPU µs/request', of: (it) => it.cpuMicrosPerRequest, digits: 1 },
  { title: 'seconds', of: (it) => it.seconds, digits: 2 },
  { title: 'memory MB', of: (it) => it.memoryMb, digits: 0 },
];

/** The result for people: medians in a table, then each bar. */
export function describeResult({ measurements, bars, notes }: BenchmarkResult): string {
  const columns = COLUMNS.filter(({ of }) => measurements.some((it) => of(it) !== undefined));
  const rows = [
    ['', ...columns.map((it) => it.title)],
    ...measurements.map((it) => [it.case, ...columns.map(({ of, digits }) => of(it)?.toFixed(digits) ?? '')]),
  ];
  return [...table(rows), '', ...bars.map(describeBar), ...notes].join('\n');
}

function describeBar({ name, value, least, limit, ok }: Bar): string {
  const range = rangeOf(least, limit);
  return `${ok ? 'ok    ' : 'MISSED'} ${name}: ${value.toFixed(2)} (${range})`;
}

function rangeOf(least: number | undefined, limit: number | undefined): string {
  if (least === undefined) return `at most ${limit}`;
  return limit === undefined ? `at least ${least}` : `${least} to ${limit}`;
}

function table(rows: readonly string[][]): string[] {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows.map((row) =>
    row
      .map((cell, column) => (column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0)))
      .join('  '),
  );
}
