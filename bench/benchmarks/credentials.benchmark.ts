import { randomBytes } from 'node:crypto';
import { Client } from 'pg';
import { atLeast, atMost, type Bar, type Benchmark, type BenchmarkResult, type Measurement } from '../benchmark.js';
import { measureCases } from '../http-cases.js';
import { Workspace } from '../process/workspace.js';
import { casesOf, type CredentialCases } from './credentials/cases.js';
import { storeCopies } from './credentials/copies.js';
import { Market } from './credentials/market.js';

const FEW = 10_000;
const MANY = Number(process.env['BENCH_CREDENTIALS'] ?? 1_000_000);
const EFFORT = { repetitions: 3, seconds: 3, warmUpSeconds: 2 };

/** The least rate of each, in that of its statements alone. */
const LEAST: readonly (readonly [name: string, statements: string, least: number])[] = [
  ['vend', 'statements of vend', 0.5],
  ['validate, cached', 'statement of validate', 1.3],
  ['validate, uncached', 'statement of validate', 0.6],
  ['validate, limited use', 'statement of validate, limited use', 0.6],
];
const MOST_SLOWER = 1.3;

interface Scene extends CredentialCases {
  readonly database: Client;
}

/** Vending and validating, beside their statements alone in the same shell, among few stored credentials and many. */
export const credentials: Benchmark = {
  name: 'credentials',
  description: 'Vend and validate, beside their statements alone in the same shell.',

  async run(progress): Promise<BenchmarkResult> {
    const workspace = await Workspace.open();
    try {
      progress('starting the server');
      const previousKey = randomBytes(32);
      const variables = {
        ...(await workspace.instanceVariables('registry')),
        MASTER_KEYS_PREVIOUS: previousKey.toString('base64'),
      } as Record<string, string>;
      const entry = 'bench/servers/credentials-baseline.js';
      const server = await workspace.start({ entry, readyPath: '/health/ready', variables, underLoad: true });
      const database = new Client({ connectionString: variables['DATABASE_URL'] });
      await database.connect();
      const market = await Market.open(server.url, workspace.adminPassword);
      const currentKey = Buffer.from(variables['MASTER_KEY'] ?? '', 'base64');
      const cases = await casesOf({ market, server, database, currentKey, previousKey });
      return await measureBoth({ ...cases, database }, progress).finally(() => database.end());
    } finally {
      await workspace.close();
    }
  },
};

async function measureBoth(scene: Scene, progress: (text: string) => void): Promise<BenchmarkResult> {
  const few = await measureAmong(FEW, scene, progress);
  const many = await measureAmong(MANY, scene, progress);
  const named = (stored: number, rows: readonly Measurement[]) =>
    rows.map((it) => ({ ...it, case: `${it.case}, ${stored.toLocaleString('en')} stored` }));
  return {
    measurements: [...named(FEW, few), ...named(MANY, many)],
    bars: [...LEAST.map((it) => ratioOf(it, few)), ...LEAST.map(([name]) => growthOf(name, few, many))],
    notes: ['what is vended while it is measured comes to those that are stored before'],
  };
}

/** Stores what is missing first. */
async function measureAmong(stored: number, scene: Scene, progress: (text: string) => void): Promise<Measurement[]> {
  const { database, sampleId, cases } = scene;
  progress(`storing ${stored} credentials`);
  const { rows } = await database.query<{ count: number }>('SELECT count(*)::integer FROM credential');
  await storeCopies(database, sampleId, Math.max(0, stored - (rows[0]?.count ?? 0)));
  await database.query('VACUUM ANALYZE credential');
  return measureCases(cases, progress, EFFORT);
}

const rateOf = (name: string, rows: readonly Measurement[]) =>
  rows.find((it) => it.case === name)?.requestsPerSecond ?? NaN;

function ratioOf([name, statements, least]: (typeof LEAST)[number], rows: readonly Measurement[]): Bar {
  return atLeast(`rate of ${name}, in that of its SQL alone`, rateOf(name, rows) / rateOf(statements, rows), least);
}

function growthOf(name: string, few: readonly Measurement[], many: readonly Measurement[]): Bar {
  const slower = rateOf(name, few) / rateOf(name, many);
  return atMost(`rate of ${name} among few, in that among many`, slower, MOST_SLOWER);
}
