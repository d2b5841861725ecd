import { Client } from 'pg';
import { atMost, type Benchmark, type BenchmarkResult, type Measurement, percentile } from '../benchmark.js';
import { residentMb } from '../process/process-usage.js';
import { Workspace } from '../process/workspace.js';
import { storeCopies } from './credentials/copies.js';
import { type Holder, type Lease, Market } from './credentials/market.js';

const TRIALS = 500;
const WARM_UP_TRIALS = 5;
/** Every so many trials one ends a whole family; the others end one credential each. */
const FAMILY_EVERY = 10;
const CHILDREN = 1000;
const SINGLE = 'one credential';
const FAMILY = `one with ${CHILDREN} children`;

interface Scene {
  /** Credentials are revoked where they were vended, and asked for at the other instance. */
  readonly market: Market;
  readonly other: string;
  readonly holders: readonly [Holder, Holder];
  readonly database: Client;
}

/** From the answer to a revocation on one instance to the first refusal on another. */
export const credentialRevocation: Benchmark = {
  name: 'credential-revocation',
  description: 'From a revoked credential on one instance to the refusal on another.',

  async run(progress): Promise<BenchmarkResult> {
    const workspace = await Workspace.open();
    try {
      progress('starting two instances on one database');
      const variables = await workspace.instanceVariables('registry');
      const start = (name: string) =>
        workspace.start({ entry: 'src/main.js', readyPath: '/health/ready', variables, underLoad: false, name });
      const [one, other] = [await start('one'), await start('other')];
      const market = await Market.open(one.url, workspace.adminPassword);
      const holders = [await market.newHolder(), await market.newHolder()] as const;
      const database = new Client({ connectionString: variables['DATABASE_URL'] });
      await database.connect();
      const scene = { market, other: other.url, holders, database };
      const delays = await measureAll(scene, progress).finally(() => database.end());
      return resultOf(delays, residentMb(other.pid));
    } finally {
      await workspace.close();
    }
  },
};

type Delays = ReadonlyMap<string, number[]>;

async function measureAll(scene: Scene, progress: (text: string) => void): Promise<Delays> {
  const delays = new Map<string, number[]>([SINGLE, FAMILY].map((it) => [it, []]));
  for (let trial = 0; trial < WARM_UP_TRIALS; trial += 1) await measure(scene, trial);
  for (let trial = 0; trial < TRIALS; trial += 1) {
    if (trial % 50 === 0) progress(`trial ${trial} of ${TRIALS}`);
    delays.get(isFamily(trial) ? FAMILY : SINGLE)?.push(await measure(scene, trial));
  }
  return delays;
}

const isFamily = (trial: number) => trial % FAMILY_EVERY === 0;

/** Milliseconds until the last of the credentials that the other instance kept is refused there. */
async function measure(scene: Scene, trial: number): Promise<number> {
  const { market, holders } = scene;
  const root = await market.vend(holders[0], { delegations: 1 });
  const kept = isFamily(trial) ? [root, await bearChildren(scene, root)] : [root];
  for (const lease of kept) await requireKept(scene, lease);
  const refused = Promise.all(kept.map((it) => firstRefusal(scene, it)));
  const revoked = await market.revoke(root);
  const answered = performance.now();
  const expected = isFamily(trial) ? CHILDREN + 1 : 1;
  if (revoked !== expected) throw new Error(`${revoked} credentials were revoked, not ${expected}`);
  return Math.max(0, Math.max(...(await refused)) - answered);
}

/** One is delegated, the others are stored like it. */
async function bearChildren({ market, holders: [holder, sub], database }: Scene, root: Lease): Promise<Lease> {
  const child = await market.delegate(holder, root, sub);
  await storeCopies(database, child.id, CHILDREN - 1);
  return child;
}

/** Asks twice: the second answer comes from what the other instance keeps. */
async function requireKept({ market, other }: Scene, lease: Lease): Promise<void> {
  for (const active of [await market.isActive(lease, other), await market.isActive(lease, other)]) {
    if (!active) throw new Error('A good credential was refused');
  }
}

/** Asks the other instance again and again. When it first refuses, as `performance.now()` tells the time. */
async function firstRefusal({ market, other }: Scene, lease: Lease): Promise<number> {
  while (await market.isActive(lease, other));
  return performance.now();
}

function resultOf(delays: Delays, memoryMb: number): BenchmarkResult {
  const all = [...delays.values()].flat();
  const rows: [string, readonly number[]][] = [...delays, ['all', all]];
  const family = delays.get(FAMILY) ?? [];
  const bar = 'ms from the answer to the refusal on the other instance, p99';
  return {
    measurements: rows.map(([name, values]) => measurementOf(name, values, memoryMb)),
    bars: [
      atMost(`${bar} of all`, percentile(all, 99), 1000),
      atMost(`${bar} with ${CHILDREN} children`, percentile(family, 99), 1000),
    ],
    notes: [`${all.length} trials, ${family.length} of them with ${CHILDREN} children`],
  };
}

function measurementOf(name: string, values: readonly number[], memoryMb: number): Measurement {
  const of = (percent: number) => percentile(values, percent);
  return { case: name, p50Ms: of(50), p99Ms: of(99), maxMs: of(100), memoryMb };
}
