import { atLeast, type Bar, type Measurement, percentile } from '../../benchmark.js';
import type { RecordedSearch } from './recorded-search.js';
import type { Stand } from './stand.js';
import { searchByTsRank } from './ts-rank.js';

const TIMES_FASTER = 50;
/** `ts_rank` takes seconds a question among many tools: it is asked no more of them than fit in this. */
const MOST_MS = 100_000;

export interface Comparison {
  readonly measurements: readonly Measurement[];
  readonly bars: readonly Bar[];
}

/** The same questions to both, in the database alone, each to one right after the other. */
export async function besidePostgres(
  { tools, database }: Stand,
  searches: readonly RecordedSearch[],
): Promise<Comparison> {
  const [ours, theirs]: [number[], number[]] = [[], []];
  const client = await database.connect();
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
  return resultOf(tools, ours, theirs);
}

function resultOf(tools: number, ours: readonly number[], theirs: readonly number[]): Comparison {
  const among = `${tools.toLocaleString('en')} tools`;
  const measurementOf = (name: string, times: readonly number[]): Measurement => ({
    ...{ case: `${among}, ${times.length} questions, ${name}`, seconds: sum(times) / 1000 },
    ...{ p50Ms: percentile(times, 50), p95Ms: percentile(times, 95), p99Ms: percentile(times, 99) },
  });
  return {
    measurements: [measurementOf('search in the database', ours), measurementOf('ts_rank', theirs)],
    bars: [
      atLeast(
        `ts_rank among ${among}, p50 in that of search`,
        percentile(theirs, 50) / percentile(ours, 50),
        TIMES_FASTER,
      ),
      atLeast(`ts_rank among ${among}, total in that of search`, sum(theirs) / sum(ours), TIMES_FASTER),
    ],
  };
}

const sum = (times: readonly number[]) => times.reduce((total, it) => total + it, 0);
