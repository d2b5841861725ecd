import { between, type Benchmark, type BenchmarkResult, median, type Measurement, percentile } from '../benchmark.js';
import { residentMb } from '../process/process-usage.js';
import type { ServerProcess } from '../process/server-process.js';
import { Workspace } from '../process/workspace.js';
import { Guesses } from './login-timing/guesses.js';

const ROUNDS = 300;
const WARM_UP_ROUNDS = 20;
const LEAST_RATIO = 0.95;
const GREATEST_RATIO = 1.05;
/** More than the default, so that hashes of before are cheaper than those of now. */
const MORE_PASSES = '3';

/** By whose password is guessed at: how long each refusal took, in milliseconds. */
type Timings = ReadonlyMap<string, readonly number[]>;

/** How long the refusal of a wrong password takes for known and unknown names, guessed at in turn. */
export const loginTiming: Benchmark = {
  name: 'login-timing',
  description: 'A wrong password for unknown names against known ones.',

  async run(progress): Promise<BenchmarkResult> {
    const workspace = await Workspace.open();
    try {
      const variables = { ...(await workspace.registryVariables('registry')), LOGIN_FREE_ATTEMPTS: '1000000000' };
      progress('hashes of one cost');
      const steady = await measure(workspace, variables, ['known', 'without']);
      progress('hashes of two costs');
      const changed = { ...variables, PASSWORD_HASH_PASSES: MORE_PASSES };
      const mixed = await measure(workspace, changed, ['renewed'], ['known', 'without']);
      return resultOf(steady, mixed);
    } finally {
      await workspace.close();
    }
  },
};

interface Phase {
  readonly timings: Timings;
  readonly memoryMb: number;
}

/** @param made agents that this start makes; `without` gets no password. */
async function measure(
  workspace: Workspace,
  variables: Record<string, string>,
  made: readonly string[],
  before: readonly string[] = [],
): Promise<Phase> {
  const server = await start(workspace, variables);
  const guesses = await Guesses.open(server.url, workspace.adminPassword);
  for (const name of made) await guesses.createAgent(name, name !== 'without');
  const names = ['nobody', ...made, ...before];
  const timings = new Map<string, number[]>(names.map((it) => [it, []]));
  for (let round = -WARM_UP_ROUNDS; round < ROUNDS; round += 1) {
    // Each name comes first as often as any other.
    const turn = Math.abs(round) % names.length;
    for (const name of [...names.slice(turn), ...names.slice(0, turn)]) {
      const took = await guesses.refuse(name);
      if (round >= 0) timings.get(name)?.push(took);
    }
  }
  const memoryMb = residentMb(server.pid);
  await server.stop();
  return { timings, memoryMb };
}

function start(workspace: Workspace, variables: Record<string, string>): Promise<ServerProcess> {
  return workspace.start({ entry: 'src/main.js', readyPath: '/health/ready', variables, underLoad: true });
}

function resultOf(steady: Phase, mixed: Phase): BenchmarkResult {
  const bar = (name: string, { timings }: Phase, one: string, other: string) =>
    between(name, ratio(timings, one, other), LEAST_RATIO, GREATEST_RATIO);
  return {
    measurements: [...measurementsOf(steady, 'one cost'), ...measurementsOf(mixed, 'two costs')],
    bars: [
      bar('unknown against known agent, ratio of medians', steady, 'nobody', 'known'),
      bar('agent without password against known agent', steady, 'without', 'known'),
      bar('two costs in use: unknown agent against a hash of now', mixed, 'nobody', 'renewed'),
      bar('two costs in use: a hash of before against one of now', mixed, 'known', 'renewed'),
    ],
    notes: [`${ROUNDS} rounds in turn, after ${WARM_UP_ROUNDS} to warm up`],
  };
}

function measurementsOf({ timings, memoryMb }: Phase, phase: string): Measurement[] {
  return [...timings].map(([name, values]) => ({
    ...{ case: `${name}, ${phase}`, p50Ms: median(values), p99Ms: percentile(values, 99), memoryMb },
  }));
}

function ratio(timings: Timings, one: string, other: string): number {
  return median(timings.get(one) ?? []) / median(timings.get(other) ?? []);
}
