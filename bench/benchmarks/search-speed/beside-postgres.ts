import { atLeast, type Bar, type Measurement, percentile } from '../../benchmark.js';
import type { RecordedSearch } from './recorded-search.js';
import { percentilesOf } from './search-figures.js';
import { amongTools, type Stand } from './stand.js';
import { searchByTsRank } from './ts-rank.js';

const TIMES_FASTER = 50;
/** `ts_rank` takes seconds a question among many tools: it is asked no more of them than fit in this. */
const MOST_MS = 100_000;

export interface Comparison {
  readonly measurements: readonly Measurement[];
  readonly bars: readonly Bar[];
}

/** The same questions to both, in the database alone, each to one right after the other. */
export async function besidePostgres(stand: Stand, searches: readonly RecordedSearch[]): Promise<Comparison> {
  const [ours, theirs]: [number[], number[]] = [[], []];
  const client = await stand.database.connect();
  const timed = async (work: () => Promise<void>) => {
    const started = performance.now();
    await work();
    return performance.now() - started;
  };
  try {
    for (const search of searches) {
      if (sum(theirs) > MOST_MS) break;
      ours.push(await timed(() => search.run(client)));
      theirs.push(await timed(() => searchByTsRank(client, search.question)));
    }
  } finally {
    client.release();
  }
  return resultOf(stand, ours, theirs);
}

function resultOf(stand: Stand, ours: readonly number[], theirs: readonly number[]): Comparison {
  const among = amongTools(stand);
  const measurementOf = (name: string, times: readonly number[]): Measurement => ({
    ...percentilesOf(`${among}, ${times.length} questions, ${name}`, times),
    seconds: sum(times) / 1000,
  });
  const ratio = (figure: string, value: number) =>
    atLeast(`ts_rank in the time of search, ${among}, ${figure}`, value, TIMES_FASTER);
  return {
    measurements: [measurementOf('search in the database', ours), measurementOf('ts_rank', theirs)],
    bars: [ratio('p50', percentile(theirs, 50) / percentile(ours, 50)), ratio('total', sum(theirs) / sum(ours))],
  };
}

const sum = (times: readonly number[]) => times.reduce((total, it) => total + it, 0);
