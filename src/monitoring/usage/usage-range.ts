import { UsageRangeError } from '../monitoring.errors.js';
import type { TimeRange } from '../time-range.js';
import type { UsageBucket, UsageInterval } from './usage-figures.js';

const DAY_MS = 86_400_000;
const INTERVAL_MS: Readonly<Record<UsageInterval, number>> = { hour: 3_600_000, day: DAY_MS };
const DEFAULT_DAYS = 30;
const MAX_DAYS = 400;
const MAX_BUCKETS = 1000;

/**
 * The range asked for: up to now, and for the 30 days before, where nothing else is said.
 *
 * @throws UsageRangeError when it is empty, too long, or has too many intervals.
 */
export function usageRange(asked: { from?: string; to?: string; interval?: UsageInterval }, now: Date): TimeRange {
  const to = asked.to === undefined ? now : new Date(asked.to);
  const from = asked.from === undefined ? new Date(to.getTime() - DEFAULT_DAYS * DAY_MS) : new Date(asked.from);
  const length = to.getTime() - from.getTime();
  if (length <= 0) throw new UsageRangeError('`from` must be before `to`.');
  if (length > MAX_DAYS * DAY_MS) throw new UsageRangeError(`The range must not be longer than ${MAX_DAYS} days.`);
  if (asked.interval !== undefined && length / INTERVAL_MS[asked.interval] > MAX_BUCKETS) {
    throw new UsageRangeError(`The range must not have more than ${MAX_BUCKETS} intervals.`);
  }
  return { from, to };
}

/** Every interval that the range touches, with zeros where nothing happened. Hours and days are those of UTC. */
export function fillSeries(
  { from, to }: TimeRange,
  interval: UsageInterval,
  used: readonly UsageBucket[],
): UsageBucket[] {
  const step = INTERVAL_MS[interval];
  const byStart = new Map(used.map((it) => [it.from.getTime(), it]));
  const series: UsageBucket[] = [];
  for (let at = Math.floor(from.getTime() / step) * step; at < to.getTime(); at += step) {
    series.push(byStart.get(at) ?? { from: new Date(at), invocations: 0, vends: 0 });
  }
  return series;
}
