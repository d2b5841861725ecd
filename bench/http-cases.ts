import { type Measurement, median } from './benchmark.js';
import { load, type LoadResult } from './load/load.js';
import { cpuSeconds, residentMb } from './process/process-usage.js';
import type { ServerProcess } from './process/server-process.js';

const REPETITIONS = 5;
const SECONDS = 5;
const WARM_UP_SECONDS = 4;
const CONNECTIONS = 16;

/** Requests of one kind to one server. */
export interface HttpCase {
  readonly name: string;
  readonly server: ServerProcess;
  readonly paths: readonly string[];
  readonly headers?: Readonly<Record<string, string>>;
}

interface Sample extends LoadResult {
  readonly cpuMicrosPerRequest: number;
  readonly memoryMb: number;
}

/** Measures cases in turn, again and again, so that whatever disturbs the machine disturbs all of them. */
export async function measureCases(
  cases: readonly HttpCase[],
  progress: (text: string) => void,
): Promise<Measurement[]> {
  for (const it of cases) {
    progress(`warming up: ${it.name}`);
    await sample(it, WARM_UP_SECONDS);
  }
  const samples = new Map<HttpCase, Sample[]>(cases.map((it) => [it, []]));
  for (let round = 1; round <= REPETITIONS; round += 1) {
    for (const it of cases) {
      progress(`${round} of ${REPETITIONS}: ${it.name}`);
      samples.get(it)?.push(await sample(it, SECONDS));
    }
  }
  return cases.map((it) => mediansOf(it.name, samples.get(it) ?? []));
}

async function sample({ server, paths, headers = {} }: HttpCase, seconds: number): Promise<Sample> {
  const before = cpuSeconds(server.pid);
  const result = await load({ url: server.url, paths, headers, connections: CONNECTIONS, seconds });
  const used = cpuSeconds(server.pid) - before;
  return { ...result, cpuMicrosPerRequest: (used / result.requests) * 1e6, memoryMb: residentMb(server.pid) };
}

function mediansOf(name: string, samples: readonly Sample[]): Measurement {
  const of = (figure: keyof Sample) => median(samples.map((it) => it[figure]));
  return {
    case: name,
    requestsPerSecond: of('requestsPerSecond'),
    p50Ms: of('p50Ms'),
    p99Ms: of('p99Ms'),
    cpuMicrosPerRequest: of('cpuMicrosPerRequest'),
    memoryMb: of('memoryMb'),
  };
}
