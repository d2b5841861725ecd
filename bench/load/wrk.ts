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
    const bodies = join(folder, 'bodies');
    await writeFile(bodies, options.bodies?.join('\n') ?? '');
    await writeFile(script, scriptOf(options, bodies));
    const { connections, seconds, url } = options;
    const printed = await runProgram(
      onLoadCore('wrk', '-t1', `-c${connections}`, `-d${seconds}s`, '--timeout', '30s', '-s', script, url),
    );
    return resultOf(printed);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Bodies come from a file, one a line: a script of that many constants does not compile. */
function scriptOf({ paths, headers, bodies, first = 0 }: LoadOptions, bodiesFile: string): string {
  const quoted = (text: string) => JSON.stringify(text);
  return `
    local paths = { ${paths.map(quoted).join(', ')} }
    local turn = ${first}
    ${Object.entries(headers)
      .map(([name, value]) => `wrk.headers[${quoted(name)}] = ${quoted(value)}`)
      .join('\n')}
    local prepared = {}
    function init()
      ${bodies ? prepareBodies(bodiesFile) : 'for i, path in ipairs(paths) do prepared[i] = wrk.format("GET", path) end'}
    end
    function request() turn = turn % #prepared + 1; return prepared[turn] end
    function done(summary, latency)
      local e = summary.errors
      io.write(string.format('BENCH {"requests":%d,"micros":%d,"p50Micros":%d,"p99Micros":%d,"failures":%d}\\n',
        summary.requests, summary.duration, latency:percentile(50), latency:percentile(99),
        e.connect + e.read + e.write + e.status + e.timeout))
    end
  `;
}

function prepareBodies(file: string): string {
  return `
      wrk.headers["Content-Type"] = "application/json"
      for body in io.lines(${JSON.stringify(file)}) do
        local i = #prepared + 1
        prepared[i] = wrk.format("POST", paths[(i - 1) % #paths + 1], nil, body)
      end`;
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
