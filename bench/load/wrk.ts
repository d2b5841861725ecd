import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onLoadCore } from '../process/cores.js';
import type { LoadOptions, LoadResult } from './load.js';
import { runProgram } from './run-program.js';

const REPORT = /^BENCH (\{.*\})$/m;

interface WrkReport {
  readonly requests: number;
  readonly micros: number;
  readonly p50Micros: number;
  readonly p99Micros: number;
  readonly failures: number;
}

export async function loadWithWrk(options: LoadOptions): Promise<LoadResult> {
  const folder = await mkdtemp(join(tmpdir(), 'registry-wrk-'));
  const script = join(folder, 'load.lua');
  try {
    await writeFile(script, scriptOf(options));
    const { connections, seconds, url } = options;
    const printed = await runProgram(
      onLoadCore('wrk', '-t1', `-c${connections}`, `-d${seconds}s`, '--timeout', '30s', '-s', script, url),
    );
    return resultOf(printed);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function scriptOf({ paths, headers }: LoadOptions): string {
  const quoted = (text: string) => JSON.stringify(text);
  return `
    local paths = { ${paths.map(quoted).join(', ')} }
    local turn = 0
    ${Object.entries(headers)
      .map(([name, value]) => `wrk.headers[${quoted(name)}] = ${quoted(value)}`)
      .join('\n')}
    local prepared = {}
    function init() for i, path in ipairs(paths) do prepared[i] = wrk.format("GET", path) end end
    function request() turn = turn % #paths + 1; return prepared[turn] end
    function done(summary, latency)
      local e = summary.errors
      io.write(string.format('BENCH {"requests":%d,"micros":%d,"p50Micros":%d,"p99Micros":%d,"failures":%d}\\n',
        summary.requests, summary.duration, latency:percentile(50), latency:percentile(99),
        e.connect + e.read + e.write + e.status + e.timeout))
    end
  `;
}

function resultOf(printed: string): LoadResult {
  const report = REPORT.exec(printed)?.[1];
  if (report === undefined) throw new Error(`wrk printed no report: ${printed}`);
  const { requests, micros, p50Micros, p99Micros, failures } = JSON.parse(report) as WrkReport;
  return {
    requests,
    requestsPerSecond: requests / (micros / 1e6),
    p50Ms: p50Micros / 1000,
    p99Ms: p99Micros / 1000,
    failures,
  };
}
