import { type Measurement, median } from './benchmark.js';
import { load, type LoadResult } from './load/load.js';
import { cpuSeconds, residentMb } from './process/process-usage.js';
import type { ServerProcess } from './process/server-process.js';

const CONNECTIONS = 16;

/** Requests of one kind to one server. */
export interface HttpCase {
  readonly name: string;
  readonly server: ServerProcess;
  readonly paths: readonly string[];
  readonly headers?: Readonly<Record<string, string>>;
  /** Posted in turn, as JSON, on and on from one measurement to the next. Absent: GET. */
  readonly bodies?: readonly string[];
  /** Makes ready what it needs, before each measurement of it. */
  readonly before?: () => Promise<void>;
}

/** How long cases are measured. */
interface Effort {
  readonly repetitions: number;
  readonly seconds: number;
  readonly warmUpSeconds: number;
}

const USUAL: Effort = { repetitions: 5, seconds: 5, warmUpSeconds: 4 };

export interface Sample extends LoadResult {
  readonly cpuMicrosPerRequest: number;
  readonly memoryMb: number;
}

/** Measures cases in turn, again and again, so that whatever disturbs the machine disturbs all of them. */
export async function measureCases(
  cases: readonly HttpCase[],
  progress: (text: string) => void,
): Promise<Measurement[]> {
  const samples = await sampleCases(cases, progress, USUAL);
  return cases.map((it) => mediansOf(it.name, samples.get(it) ?? []));
}

/** The same, for those who compare what was measured in the same turn. */
export async function sampleCases(
  cases: readonly HttpCase[],
  progress: (text: string) => void,
  { repetitions, seconds, warmUpSeconds }: Effort,
): Promise<ReadonlyMap<HttpCase, readonly Sample[]>> {
  const sent = new Map<HttpCase, number>();
  const sampleNext = async (it: HttpCase, duration: number) => {
    const first = sent.get(it) ?? 0;
    const result = await sample(it, duration, first % (it.bodies?.length ?? 1));
    sent.set(it, first + result.requests + CONNECTIONS);
    return result;
  };
  for (const it of cases) {
    progress(`warming up: ${it.name}`);
    await sampleNext(it, warmUpSeconds);
  }
  const samples = new Map<HttpCase, Sample[]>(cases.map((it) => [it, []]));
  for (let round = 1; round <= repetitions; round += 1) {
    // What one leaves behind for the next falls on either.
    for (const it of round % 2 === 0 ? cases.toReversed() : cases) {
      progress(`${round} of ${repetitions}: ${it.name}`);
      samples.get(it)?.push(await sampleNext(it, seconds));
    }
  }
  return samples;
}

/** @param first how many of its bodies are passed over at first. */
export async function sample(it: HttpCase, seconds: number, first = 0): Promise<Sample> {
  const { server, paths, headers = {}, bodies } = it;
  await it.before?.();
  const before = cpuSeconds(server.pid);
  const result = await load({ url: server.url, paths, headers, bodies, first, connections: CONNECTIONS, seconds });
  const used = cpuSeconds(server.pid) - before;
  return { ...result, cpuMicrosPerRequest: (used / result.requests) * 1e6, memoryMb: residentMb(server.pid) };
}

/** What one case came to. */
export function mediansOf(name: string, samples: readonly Sample[]): Measurement {
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
