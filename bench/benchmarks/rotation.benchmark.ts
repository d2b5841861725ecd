import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as after } from 'node:timers/promises';
import { promisify } from 'node:util';
import { Client } from 'pg';
import { atMost, type Benchmark, type BenchmarkResult, percentile } from '../benchmark.js';
import { residentMb } from '../process/process-usage.js';
import type { ServerProcess } from '../process/server-process.js';
import { Workspace } from '../process/workspace.js';
import { Callers } from './rotation/callers.js';

const ROTATIONS = 12;
const PAUSE_MS = 1000;
const COMMAND = join(import.meta.dirname, '../../src/commands/keys-rotate.js');

const run = promisify(execFile);

type Variables = Readonly<Record<string, string>>;

/** Rotates the signing keys again and again, by the command, while two instances are asked without a pause. */
export const rotation: Benchmark = {
  name: 'rotation',
  description: 'Signing keys rotated under load, on two instances.',

  async run(progress): Promise<BenchmarkResult> {
    const workspace = await Workspace.open();
    try {
      progress('starting two instances on one database');
      const variables = {
        ...(await workspace.instanceVariables('registry')),
        RATE_LIMIT_LOGIN_PER_MINUTE: '1000000000',
      };
      const [one, other] = [await start(workspace, variables, 'one'), await start(workspace, variables, 'other')];
      const began = performance.now();
      const callers = new Callers([one.url, other.url], workspace.adminPassword);
      await after(PAUSE_MS);
      for (let round = 1; round <= ROTATIONS; round += 1) {
        progress(
          `rotation ${round} of ${ROTATIONS}, ${callers.failures.length} of ${callers.milliseconds.length} failed`,
        );
        await rotate(variables);
        await after(PAUSE_MS);
      }
      await callers.stop();
      return resultOf(callers, (performance.now() - began) / 1000, residentMb(other.pid));
    } finally {
      await workspace.close();
    }
  },
};

function start(workspace: Workspace, variables: Variables, name: string): Promise<ServerProcess> {
  return workspace.start({ entry: 'src/main.js', readyPath: '/health/ready', variables, underLoad: false, name });
}

/** As an operator would, five minutes after the last time. */
async function rotate(variables: Variables): Promise<void> {
  const database = new Client({ connectionString: variables['DATABASE_URL'] });
  await database.connect();
  await database.query(`UPDATE signing_key SET since = since - interval '5 minutes'`);
  await database.end();
  await run(process.execPath, [COMMAND], { env: { PATH: process.env['PATH'], ...variables } });
}

function resultOf(callers: Callers, seconds: number, memoryMb: number): BenchmarkResult {
  const { milliseconds, failures, keys, logins } = callers;
  const of = (percent: number) => percentile(milliseconds, percent);
  return {
    measurements: [
      {
        case: 'logins and authenticated requests',
        requestsPerSecond: milliseconds.length / seconds,
        ...{ p50Ms: of(50), p99Ms: of(99), maxMs: of(100), memoryMb },
      },
    ],
    bars: [
      atMost('failed requests', failures.length, 0),
      atMost('rotations that no caller has met', ROTATIONS + 1 - keys.size, 0),
    ],
    notes: [
      `${milliseconds.length} requests, of them ${logins} logins, over ${ROTATIONS} rotations; tokens by ${keys.size} keys`,
      ...failures.slice(0, 5),
    ],
  };
}
