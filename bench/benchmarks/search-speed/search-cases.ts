import { timesOf, type Work } from './in-turn.js';
import { type Searcher, searchPath } from './recorded-search.js';
import type { Stand } from './stand.js';

/** So many at once. */
export const CALLERS = [1, 16] as const;
export const ROUNDS = Number(process.env['BENCH_ROUNDS'] ?? 3);
/** A way to ask that takes longer than this for all questions is asked fewer. */
const MOST_MS = 6_000;

/** All questions in one way. */
export interface SearchCase {
  readonly stand: Stand;
  /** The same for few tools and many. */
  readonly way: string;
  readonly callers: number;
  readonly work: readonly Work[];
}

/** How many milliseconds each search took, in the ways in which they were asked. */
export type SearchTimes = ReadonlyMap<SearchCase, readonly number[]>;

/** Every way in which these ask one registry. */
export function casesOf(stand: Stand, searchers: readonly Searcher[]): SearchCase[] {
  return searchers.flatMap(({ caller, sees, searches }) => {
    const api = searches.map(
      ({ question }) =>
        () =>
          caller.get(searchPath(question)),
    );
    const database = searches.map((it) => () => it.runIn(stand.database));
    return CALLERS.flatMap((callers) => [
      { stand, callers, work: api, way: `API, ${sees} visible, ${callers} at once` },
      { stand, callers, work: database, way: `database, ${sees} visible, ${callers} at once` },
    ]);
  });
}

/** In turn, again and again, every second time backwards: whatever disturbs the machine disturbs all. */
export async function measure(cases: readonly SearchCase[], progress: (text: string) => void): Promise<SearchTimes> {
  const times = new Map<SearchCase, number[]>(cases.map((it) => [it, []]));
  for (let round = 1; round <= ROUNDS; round += 1) {
    progress(`${round} of ${ROUNDS}: ${cases.length} ways to ask`);
    for (const it of round % 2 === 0 ? cases.toReversed() : cases) {
      times.get(it)?.push(...(await timesOf(it.work, it.callers, MOST_MS)));
    }
  }
  return times;
}
