import autocannon from 'autocannon';
import type { LoadOptions, LoadResult } from './load.js';

const { url, paths, headers, connections, seconds } = JSON.parse(process.argv[2] ?? '') as LoadOptions;
const result = await autocannon({
  url,
  connections,
  duration: seconds,
  headers: { ...headers },
  requests: paths.map((path) => ({ method: 'GET' as const, path })),
});
const report: LoadResult = {
  requests: result.requests.total,
  requestsPerSecond: result.requests.total / result.duration,
  p50Ms: result.latency.p50,
  p99Ms: result.latency.p99,
  failures: result.non2xx + result.errors + result.timeouts,
};
process.stdout.write(JSON.stringify(report));
