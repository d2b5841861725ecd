import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { Redis } from 'ioredis';

export interface TestRedis {
  readonly url: string;
  stop(): Promise<void>;
}

const installed = spawnSync('redis-server', ['--version']).status === 0;

/**
 * `describe` where a real `redis-server` is installed. Elsewhere its tests are skipped and the summary says so;
 * `TEST_STRICT=1` makes that a failure.
 */
export const describeWithRedis: jest.Describe =
  installed || process.env['TEST_STRICT'] === '1' ? describe : describe.skip;

/** A Redis of its own on a free port, without persistence. */
export async function startTestRedis(): Promise<TestRedis> {
  const port = await freePort();
  const server = spawn(
    'redis-server',
    ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no'],
    {
      stdio: 'ignore',
    },
  );
  const url = `redis://127.0.0.1:${port}`;
  await answering(url);
  return { url, stop: () => stop(server) };
}

async function answering(url: string): Promise<void> {
  const redis = new Redis(url, { retryStrategy: (attempt) => (attempt < 100 ? 50 : null) });
  redis.on('error', () => undefined);
  await redis.ping();
  redis.disconnect();
}

async function stop(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null) return;
  server.kill();
  await once(server, 'exit');
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  return typeof address === 'object' && address ? address.port : 0;
}
