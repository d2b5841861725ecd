import { atMost, type Benchmark, type BenchmarkResult } from '../benchmark.js';
import { residentMb } from '../process/process-usage.js';
import { Workspace } from '../process/workspace.js';
import { besidePostgres } from './search-speed/beside-postgres.js';
import { catalogueOf, questionsOf, readSets } from './search-speed/catalogue.js';
import { recordSearches } from './search-speed/recorded-search.js';
import { CALLERS, casesOf, measure, ROUNDS, type SearchCase } from './search-speed/search-cases.js';
import { describeCut, growths, measurementsOf } from './search-speed/search-figures.js';
import { openStand, register, settle, type Stand, store } from './search-speed/stand.js';
import { indexForTsRank } from './search-speed/ts-rank.js';
import { measureUpkeep } from './search-speed/upkeep.js';

const FEW = Number(process.env['BENCH_FEW_TOOLS'] ?? 10_000);
const MANY = Number(process.env['BENCH_MANY_TOOLS'] ?? 100_000);
const QUESTIONS = Number(process.env['BENCH_QUESTIONS'] ?? 150);
const INDEXED_WITHIN_SECONDS = 60;

type Progress = (text: string) => void;

/** Two registries, one with few tools and one with many. */
interface Loaded {
  readonly few: Stand;
  readonly many: Stand;
  readonly questions: readonly string[];
  /** That it took to register the few. */
  readonly seconds: number;
  readonly source: string;
}

/** How long searches take among 10,000 tools and 100,000, beside PostgreSQL's own ranking of the same. */
export const searchSpeed: Benchmark = {
  name: 'search-speed',
  description: 'Search among 10,000 and 100,000 tools made of the sets in --data DIR, beside ts_rank.',

  async run(progress, { data }): Promise<BenchmarkResult> {
    const workspace = await Workspace.open();
    const stands: Stand[] = [];
    try {
      return await measureAll(await load(workspace, stands, data, progress), progress);
    } finally {
      for (const { database } of stands) await database.end();
      await workspace.close();
    }
  },
};

async function load(
  workspace: Workspace,
  stands: Stand[],
  folder: string | undefined,
  progress: Progress,
): Promise<Loaded> {
  const sets = await readSets(folder);
  const source = `tools and questions made of ${sets.map((it) => it.name).join(', ')}`;
  progress(folder === undefined ? `no --data DIR was given: ${source}` : source);
  const open = async (tools: number) => {
    const stand = await openStand(workspace, tools, Math.max(...CALLERS));
    stands.push(stand);
    return stand;
  };
  const [few, many] = [await open(FEW), await open(MANY)];
  progress(`registering ${FEW} tools`);
  const seconds = await register(few, catalogueOf(sets, FEW));
  progress(`storing ${MANY} tools`);
  await store(many, catalogueOf(sets, MANY));
  progress('indexing them for ts_rank');
  for (const stand of stands) await indexForTsRank(stand.database, catalogueOf(sets, stand.tools));
  await settle(stands);
  return { few, many, questions: questionsOf(sets, QUESTIONS), seconds, source };
}

async function measureAll(
  { few, many, questions, seconds, source }: Loaded,
  progress: Progress,
): Promise<BenchmarkResult> {
  progress(`recording the statements of ${questions.length} questions`);
  const [some, more] = [await recordSearches(few, questions), await recordSearches(many, questions)];
  const times = await measure(inTurn(casesOf(few, some), casesOf(many, more)), progress);
  progress('asking ts_rank');
  const beside = await besidePostgres(many, more[0].searches);
  progress('changing tools');
  const upkeep = await measureUpkeep(many);
  const registered = `${few.tools.toLocaleString('en')} tools registered and indexed`;
  return {
    measurements: [
      ...measurementsOf(times),
      ...beside.measurements,
      ...upkeep.measurements,
      { case: registered, seconds, memoryMb: residentMb(few.server.pid) },
    ],
    bars: [
      ...beside.bars,
      ...growths(times, few, many),
      atMost(`seconds until ${registered}`, seconds, INDEXED_WITHIN_SECONDS),
      ...upkeep.bars,
    ],
    notes: [...beside.notes, ...upkeep.notes, ...describeCut(times, ROUNDS), source],
  };
}

/** Those that are compared follow each other. */
function inTurn(few: readonly SearchCase[], many: readonly SearchCase[]): SearchCase[] {
  return few.flatMap((it, index) => [it, many[index] ?? it]);
}
