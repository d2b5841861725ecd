import { atLeast, type Bar, type Measurement, percentile } from '../../benchmark.js';
import type { RecordedSearch } from './recorded-search.js';
import { percentilesOf } from './search-figures.js';
import { amongTools, type Stand } from './stand.js';
import { searchByTsRank, TS_RANK_FORMS, type TsRankForm } from './ts-rank.js';

const TIMES_FASTER = 50;
/** The form that the bar is for; how much longer the other takes is told. */
const BARRED: TsRankForm = 'ts_rank of texts';
/** `ts_rank` takes seconds a question among many tools: it is asked no more of them than fit in this. */
const MOST_MS = 100_000;

export interface Comparison {
  readonly measurements: readonly Measurement[];
  readonly bars: readonly Bar[];
  readonly notes: readonly string[];
}

interface Compared {
  readonly name: string;
  readonly ask: (search: RecordedSearch) => Promise<void>;
  readonly times: number[];
}

/** The same questions to all, in the database alone, to one right after the other. */
export async function besidePostgres(stand: Stand, searches: readonly RecordedSearch[]): Promise<Comparison> {
  const client = await stand.database.connect();
  const ours: Compared = { name: 'search in the database', ask: (it) => it.run(client), times: [] };
  const theirs = (Object.keys(TS_RANK_FORMS) as TsRankForm[]).map((name): Compared => ({
    name,
    ask: (it) => searchByTsRank(client, name, it.question),
    times: [],
  }));
  try {
    for (const search of searches) {
      if (theirs.some(({ times }) => sum(times) > MOST_MS)) break;
      for (const { ask, times } of [ours, ...theirs]) {
        const started = performance.now();
        await ask(search);
        times.push(performance.now() - started);
      }
    }
  } finally {
    client.release();
  }
  return resultOf(stand, ours, theirs);
}

function resultOf(stand: Stand, ours: Compared, theirs: readonly Compared[]): Comparison {
  const among = amongTools(stand);
  const ratios = theirs.flatMap(({ name, times }) => [
    { name, figure: 'p50', value: percentile(times, 50) / percentile(ours.times, 50) },
    { name, figure: 'total', value: sum(times) / sum(ours.times) },
  ]);
  const titled = ratios.map((it) => ({ ...it, title: `${it.name} in the time of search, ${among}, ${it.figure}` }));
  return {
    measurements: [ours, ...theirs].map(({ name, times }) => ({
      ...percentilesOf(`${among}, ${times.length} questions, ${name}`, times),
      seconds: sum(times) / 1000,
    })),
    bars: titled.filter((it) => it.name === BARRED).map(({ title, value }) => atLeast(title, value, TIMES_FASTER)),
    notes: titled.filter((it) => it.name !== BARRED).map(({ title, value }) => `${title}: ${value.toFixed(1)}`),
  };
}

const sum = (times: readonly number[]) => times.reduce((total, it) => total + it, 0);
