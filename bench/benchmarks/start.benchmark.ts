import { setTimeout as after } from 'node:timers/promises';
import { atMost, type Benchmark, type BenchmarkResult, median, type Measurement } from '../benchmark.js';
import { residentMb } from '../process/process-usage.js';
import type { ServerProcess } from '../process/server-process.js';
import { Workspace } from '../process/workspace.js';

const REPETITIONS = 3;
const REST_MS = 5000;

/** From the start of the process to ready, on data that is there already, and the memory it then holds. */
export const start: Benchmark = {
  name: 'start',
  description: 'A second start to ready, and memory at rest.',

  async run(progress): Promise<BenchmarkResult> {
    const workspace = await Workspace.open();
    try {
      const variables = await workspace.registryVariables('registry');
      const registry = { entry: 'src/main.js', readyPath: '/health/ready', variables, underLoad: false };
      const launch = () => workspace.start(registry);
      progress('first start');
      const first = await measure(launch);
      const later: Measurement[] = [];
      for (let round = 1; round <= REPETITIONS; round += 1) {
        progress(`second start, ${round} of ${REPETITIONS}`);
        later.push(await measure(launch));
      }
      return resultOf(first, later);
    } finally {
      await workspace.close();
    }
  },
};

async function measure(launch: () => Promise<ServerProcess>): Promise<Measurement> {
  const server = await launch();
  await after(REST_MS);
  const memoryMb = residentMb(server.pid);
  await server.stop();
  return { case: 'start', seconds: server.secondsToReady, memoryMb };
}

function resultOf(first: Measurement, later: readonly Measurement[]): BenchmarkResult {
  const seconds = median(later.map((it) => it.seconds ?? NaN));
  const memoryMb = median(later.map((it) => it.memoryMb ?? NaN));
  return {
    measurements: [
      { ...first, case: 'first start' },
      { case: 'second start', seconds, memoryMb },
    ],
    bars: [
      atMost('seconds from a second start to ready', seconds, 5),
      atMost('MB of the Node process at rest', memoryMb, 250),
    ],
    notes: [],
  };
}
