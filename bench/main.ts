import { parseArgs } from 'node:util';
import type { Benchmark, BenchmarkOptions } from './benchmark.js';
import { auth } from './benchmarks/auth.benchmark.js';
import { credentialRevocation } from './benchmarks/credential-revocation.benchmark.js';
import { credentials } from './benchmarks/credentials.benchmark.js';
import { identityRevocation } from './benchmarks/identity-revocation.benchmark.js';
import { loginTiming } from './benchmarks/login-timing.benchmark.js';
import { policy } from './benchmarks/policy.benchmark.js';
import { policyPropagation } from './benchmarks/policy-propagation.benchmark.js';
import { reads } from './benchmarks/reads.benchmark.js';
import { register } from './benchmarks/register.benchmark.js';
import { rotation } from './benchmarks/rotation.benchmark.js';
import { searchQuality } from './benchmarks/search-quality.benchmark.js';
import { searchSpeed } from './benchmarks/search-speed.benchmark.js';
import { start } from './benchmarks/start.benchmark.js';
import { loadProgram } from './load/load.js';
import { pinning } from './process/cores.js';
import { describeResult } from './report.js';

const BENCHMARKS: readonly Benchmark[] = [
  auth,
  credentialRevocation,
  credentials,
  identityRevocation,
  loginTiming,
  policy,
  policyPropagation,
  reads,
  register,
  rotation,
  searchQuality,
  searchSpeed,
  start,
];

const { values, positionals } = parseArgs({
  options: { json: { type: 'boolean', default: false }, data: { type: 'string' } },
  allowPositionals: true,
});
const benchmark = BENCHMARKS.find((it) => it.name === positionals[0]);
if (benchmark) {
  process.exitCode = (await run(benchmark, values.json, { data: values.data })) ? 0 : 1;
} else {
  const known = BENCHMARKS.map((it) => `  ${it.name.padEnd(22)} ${it.description}`).join('\n');
  process.stderr.write(`Usage: npm run bench -- NAME [--json] [--data DIR]\n${known}\n`);
  process.exitCode = 2;
}

/** Whether all bars were held. */
async function run({ name, run: measure }: Benchmark, json: boolean, options: BenchmarkOptions): Promise<boolean> {
  const setting = `${name}: ${pinning}, load by ${loadProgram}, Node ${process.versions.node}`;
  process.stderr.write(`${setting}\n`);
  const result = await measure((text) => process.stderr.write(`  ${text}\n`), options);
  const report = json ? JSON.stringify({ name, setting, ...result }, undefined, 2) : describeResult(result);
  process.stdout.write(`${report}\n`);
  return result.bars.every((it) => it.ok);
}
