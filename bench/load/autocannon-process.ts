import autocannon from 'autocannon';
import { readFileSync } from 'node:fs';
import type { LoadOptions, LoadResult } from './load.js';

const options = JSON.parse(readFileSync(process.argv[2] ?? '', 'utf8')) as LoadOptions;
const { url, paths, headers, bodies, first = 0, connections, seconds } = options;
const requests = bodies
  ? bodies.map((body, i) => ({ method: 'POST' as const, path: paths[i % paths.length] ?? '', body }))
  : paths.map((path) => ({ method: 'GET' as const, path }));
const result = await autocannon({
  url,
  connections,
  duration: seconds,
  headers: { ...headers, ...(bodies && { 'content-type': 'application/json' }) },
  requests: [...requests.slice(first), ...requests.slice(0, first)],
});
const report: LoadResult = {
  requests: result.requests.total,
  requestsPerSecond: result.requests.total / result.duration,
  p50Ms: result.latency.p50,
  p99Ms: result.latency.p99,
  failures: result.non2xx + result.errors + result.timeouts,
};
process.stdout.write(JSON.stringify(report));
