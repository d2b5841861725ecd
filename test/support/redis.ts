import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { Redis } from 'ioredis';
import { freePort } from './free-port.js';

export interface TestRedis {
  readonly url: string;
  /** From now on it takes connections and commands, and answers nothing. */
  hang(): void;
  goOn(): void;
  stop(): Promise<void>;
  /** A new and empty one, where the stopped one was. */
  restart(): Promise<void>;
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
  const url = `redis://127.0.0.1:${port}`;
  let server = await startServer(port, url);
  return {
    url,
    hang: () => void server.kill('SIGSTOP'),
    goOn: () => void server.kill('SIGCONT'),
    stop: () => stop(server),
    restart: async () => {
      server = await startServer(port, url);
    },
  };
}

async function startServer(port: number, url: string): Promise<ChildProcess> {
  const options = ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no'];
  const server = spawn('redis-server', options, { stdio: 'ignore' });
  await answering(url);
  return server;
}

async function answering(url: string): Promise<void> {
  const redis = new Redis(url, { retryStrategy: (attempt) => (attempt < 100 ? 50 : null) });
  redis.on('error', () => undefined);
  await redis.ping();
  redis.disconnect();
}

async function stop(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null || server.signalCode !== null) return;
  server.kill('SIGCONT');
  server.kill();
  await once(server, 'exit');
}
