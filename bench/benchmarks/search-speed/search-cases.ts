import { atMost, type Bar, type Measurement, percentile } from '../../benchmark.js';
import type { Caller } from './caller.js';
import { timesOf, type Work } from './in-turn.js';
import { RecordedSearch, searchPath } from './recorded-search.js';
import type { Stand } from './stand.js';

/** So many at once. */
export const CALLERS = [1, 16] as const;
/** A way to ask that takes longer than this for all questions is asked fewer. */
const MOST_MS = 6_000;
const ROUNDS = Number(process.env['BENCH_ROUNDS'] ?? 3);
/** How much longer it may take among ten times as many tools. */
const GROWTH = 4;

/** All questions in one way. */
export interface SearchCase {
  readonly stand: Stand;
  /** The same for few tools and many. */
  readonly way: string;
  readonly callers: number;
  readonly work: readonly Work[];
}

/** Every way to ask the questions of one registry. */
export async function casesOf(stand: Stand, questions: readonly string[]): Promise<SearchCase[]> {
  const [all, some] = [await waysOf(stand, stand.admin, questions), await waysOf(stand, stand.agent, questions)];
  return [
    ...all.map((it) => ({ ...it, sees: 'every tool' })),
    ...some.map((it) => ({ ...it, sees: 'one in ten' })),
  ].flatMap(({ through, work, sees }) =>
    CALLERS.map((callers) => ({ stand, work, callers, way: `${through}, ${sees} visible, ${callers} at once` })),
  );
}

async function waysOf(stand: Stand, caller: Caller, questions: readonly string[]) {
  const recorded: RecordedSearch[] = [];
  for (const it of questions) recorded.push(await RecordedSearch.record(stand, caller, it));
  const inDatabase = recorded.map((it) => async () => {
    const client = await stand.database.connect();
    await it.run(client).finally(() => client.release());
  });
  return [
    { through: 'API', work: questions.map((it) => () => caller.get(searchPath(it))) },
    { through: 'database', work: inDatabase },
  ];
}

/** In turn, again and again, every second time backwards: whatever disturbs the machine disturbs all. */
export async function measure(
  cases: readonly SearchCase[],
  progress: (text: string) => void,
): Promise<ReadonlyMap<SearchCase, readonly number[]>> {
  const times = new Map<SearchCase, number[]>(cases.map((it) => [it, []]));
  for (let round = 1; round <= ROUNDS; round += 1) {
    progress(`${round} of ${ROUNDS}: ${cases.length} ways to ask`);
    for (const it of round % 2 === 0 ? cases.toReversed() : cases) {
      times.get(it)?.push(...(await timesOf(it.work, it.callers, MOST_MS)));
    }
  }
  return times;
}

export function measurementOf(it: SearchCase, times: readonly number[]): Measurement {
  const [p50Ms, p95Ms, p99Ms] = [50, 95, 99].map((percent) => percentile(times, percent)) as [number, number, number];
  return { case: nameOf(it), p50Ms, p95Ms, p99Ms };
}

/** Says where there was no time to ask everything. */
export function describeCut(times: ReadonlyMap<SearchCase, readonly number[]>): string[] {
  return [...times]
    .filter(([it, asked]) => asked.length < ROUNDS * it.work.length)
    .map(
      ([it, asked]) =>
        `${nameOf(it)}: ${asked.length} of ${ROUNDS * it.work.length} searches in ${ROUNDS} rounds of at most ${MOST_MS} ms`,
    );
}

const nameOf = ({ stand, way }: SearchCase) => `${stand.tools.toLocaleString('en')} tools, ${way}`;

/** Of each way the p95 among many tools, in that among few. */
export function growths(times: ReadonlyMap<SearchCase, readonly number[]>, few: Stand, many: Stand): Bar[] {
  const p95 = (stand: Stand, way: string) =>
    percentile([...times].find(([it]) => it.stand === stand && it.way === way)?.[1] ?? [], 95);
  const ways = [...times.keys()].filter((it) => it.stand === few).map((it) => it.way);
  const ratio = `p95 among ${many.tools.toLocaleString('en')} in that among ${few.tools.toLocaleString('en')}`;
  return ways.map((way) => atMost(`${ratio}: ${way}`, p95(many, way) / p95(few, way), GROWTH));
}
