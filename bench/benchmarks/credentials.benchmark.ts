import type { Benchmark, BenchmarkResult } from '../benchmark.js';
import { type HttpCase, mediansOf, sampleCases } from '../http-cases.js';
import { Workspace } from '../process/workspace.js';
import { type Pair, pairsOf } from './credentials/cases.js';
import { besideStatements, growths } from './credentials/ratios.js';
import { recordStatements } from './credentials/recording.js';
import { openStand, type Stand } from './credentials/stand.js';
import { measureSweeping } from './credentials/sweeping.js';

const FEW = 10_000;
const MANY = Number(process.env['BENCH_CREDENTIALS'] ?? 1_000_000);
const EFFORT = { repetitions: 5, seconds: 4, warmUpSeconds: 2 };

/** The requests of credentials beside their statements alone, among few stored credentials and many. */
export const credentials: Benchmark = {
  name: 'credentials',
  description: 'Vend, validate, renew and revoke, beside their statements alone in the same shell.',

  async run(progress): Promise<BenchmarkResult> {
    const workspace = await Workspace.open();
    const stands: Stand[] = [];
    try {
      const open = async (name: string, stored: number) => {
        progress(`starting a server and storing ${stored.toLocaleString('en')} credentials`);
        const stand = await openStand(workspace, name, stored);
        stands.push(stand);
        return stand;
      };
      return await measure(await open('few', FEW), await open('many', MANY), progress);
    } finally {
      for (const { database } of stands) await database.end();
      await workspace.close();
    }
  },
};

async function measure(few: Stand, many: Stand, progress: (text: string) => void): Promise<BenchmarkResult> {
  const servers = [pairsOf(few), pairsOf(many)] as const;
  for (const pairs of servers) await recordStatements(pairs);
  const cases = inTurn(...servers);
  const samples = await sampleCases(cases, progress, EFFORT);
  const beside = besideStatements(servers, samples);
  const sweeping = await measureSweeping(many, progress);
  return {
    measurements: [...cases.map((it) => mediansOf(it.name, samples.get(it) ?? [])), ...sweeping.measurements],
    bars: [...beside.bars, ...growths(servers, samples), ...sweeping.bars],
    notes: [...beside.notes, ...sweeping.notes],
  };
}

/** Those that are compared follow each other. */
function inTurn(few: readonly Pair[], many: readonly Pair[]): HttpCase[] {
  const all = few.flatMap((some, position) => {
    const { request, statements } = many[position] ?? some;
    return [some.statements, some.request, request, statements];
  });
  return all.filter((it) => it !== undefined);
}
