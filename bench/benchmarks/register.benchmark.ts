import { ask } from '../ask.js';
import { atLeast, type Benchmark, type BenchmarkResult, median, type Measurement } from '../benchmark.js';
import { cpuSeconds, residentMb } from '../process/process-usage.js';
import type { ServerProcess } from '../process/server-process.js';
import { Workspace } from '../process/workspace.js';
import { logInAsAdmin, toolOf } from '../seed.js';

const REPETITIONS = 3;
const IN_BULK = 4000;
const ALONE = 400;
const CALLERS = 2;
const LEAST = 200;

interface Target {
  readonly server: ServerProcess;
  readonly token: string;
}

/** One way to register tools: so many with each request. */
interface Way {
  readonly title: string;
  readonly tools: number;
  readonly perRequest: number;
}

const WAYS: readonly Way[] = [
  { title: 'one by one', tools: ALONE, perRequest: 1 },
  { title: '100 in a request', tools: IN_BULK, perRequest: 100 },
];

/** How many tools a second are registered, checked and indexed, through the API. */
export const register: Benchmark = {
  name: 'register',
  description: 'Register tools, one by one and in bulk.',

  async run(progress): Promise<BenchmarkResult> {
    const workspace = await Workspace.open();
    try {
      const variables = await workspace.registryVariables('registry');
      const entry = { entry: 'src/main.js', readyPath: '/health/ready', underLoad: false };
      const server = await workspace.start({ ...entry, variables });
      const target = { server, token: await logInAsAdmin(server.url, workspace.adminPassword) };
      return await measure(target, progress);
    } finally {
      await workspace.close();
    }
  },
};

async function measure(target: Target, progress: (text: string) => void): Promise<BenchmarkResult> {
  let made = 0;
  const rates = new Map<Way, number[]>(WAYS.map((it) => [it, []]));
  const measurements: Measurement[] = [];
  for (let round = 1; round <= REPETITIONS; round += 1) {
    for (const way of WAYS) {
      progress(`${round} of ${REPETITIONS}: ${way.title}`);
      const cpu = cpuSeconds(target.server.pid);
      const seconds = await registerAll(target, way, made);
      made += way.tools;
      rates.get(way)?.push(way.tools / seconds);
      const cpuMicrosPerRequest = ((cpuSeconds(target.server.pid) - cpu) / way.tools) * 1e6 * way.perRequest;
      const memoryMb = residentMb(target.server.pid);
      measurements.push({ case: `${way.tools} tools, ${way.title}`, seconds, cpuMicrosPerRequest, memoryMb });
    }
  }
  const [alone, bulk] = WAYS.map((it) => median(rates.get(it) ?? []));
  return {
    measurements,
    bars: [atLeast('tools a second, 100 in a request', bulk ?? NaN, LEAST)],
    notes: [`tools a second, one by one: ${alone?.toFixed(0)}`, `${CALLERS} callers; each tool is checked and indexed`],
  };
}

/** How many seconds it took. */
async function registerAll({ server, token }: Target, { tools, perRequest }: Way, first: number): Promise<number> {
  let next = first;
  const call = async () => {
    while (next < first + tools) {
      const from = next;
      next += perRequest;
      const items = Array.from({ length: perRequest }, (_, index) => toolOf(from + index));
      const [path, body] = perRequest === 1 ? ['tools', items[0]] : ['tools/bulk/create', { tools: items }];
      await post(`${server.url}/api/v1/${path}`, token, body ?? {});
    }
  };
  const started = performance.now();
  await Promise.all(Array.from({ length: CALLERS }, call));
  return (performance.now() - started) / 1000;
}

async function post(url: string, token: string, body: object): Promise<void> {
  const { status, body: answer } = await ask<{ refused?: number }>(url, { method: 'POST', token, body });
  if (status >= 300 || (answer.refused ?? 0) > 0)
    throw new Error(`${url} answered ${status}: ${JSON.stringify(answer)}`);
}
