import { atMost, type Bar, type Measurement, percentile } from '../../benchmark.js';
import type { SearchTimes } from './search-cases.js';
import { amongTools, type Stand } from './stand.js';

/** How much longer it may take among ten times as many tools. */
const GROWTH = 4;

export function percentilesOf(name: string, times: readonly number[]): Measurement {
  return { case: name, p50Ms: percentile(times, 50), p95Ms: percentile(times, 95), p99Ms: percentile(times, 99) };
}

export function measurementsOf(times: SearchTimes): Measurement[] {
  return [...times].map(([{ stand, way }, those]) => percentilesOf(`${amongTools(stand)}, ${way}`, those));
}

/** Of each way the p95 among many tools, in that among few. */
export function growths(times: SearchTimes, few: Stand, many: Stand): Bar[] {
  const p95 = (stand: Stand, way: string) =>
    percentile([...times].find(([it]) => it.stand === stand && it.way === way)?.[1] ?? [], 95);
  const ways = [...times.keys()].filter((it) => it.stand === few).map((it) => it.way);
  const ratio = `p95 ${amongTools(many)} in that ${amongTools(few)}`;
  return ways.map((way) => atMost(`${ratio}: ${way}`, p95(many, way) / p95(few, way), GROWTH));
}

/** Says where there was no time to ask everything. @param rounds how often each question was to be asked. */
export function describeCut(times: SearchTimes, rounds: number): string[] {
  return [...times]
    .map(([{ stand, way, work }, { length }]) => ({
      name: `${amongTools(stand)}, ${way}`,
      length,
      all: rounds * work.length,
    }))
    .filter(({ length, all }) => length < all)
    .map(({ name, length, all }) => `${name}: there was time for ${length} of ${all} searches`);
}
