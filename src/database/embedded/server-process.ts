import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { Client } from 'pg';
import { type Cluster, dataOf, runOptions, SUPERUSER } from './cluster.js';

const READY_WITHIN_MS = 30_000;
const STOPPED_WITHIN_MS = 10_000;

/** Small, for a laptop; everything that decides about durability stays as PostgreSQL has it. */
const SETTINGS = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  shared_buffers: '32MB',
  max_wal_size: '256MB',
  io_method: 'sync',
  jit: 'off',
  max_parallel_workers_per_gather: '0',
  max_logical_replication_workers: '0',
  max_wal_senders: '0',
  wal_level: 'minimal',
  autovacuum_max_workers: '1',
  timezone: 'UTC',
  log_timezone: 'UTC',
  log_min_messages: 'log',
};

/** One running `postgres`. */
export class ServerProcess {
  #stderr = '';

  private constructor(
    private readonly child: ChildProcess,
    readonly port: number,
  ) {
    child.stderr?.on('data', (chunk: Buffer) => {
      this.#stderr = (this.#stderr + chunk.toString()).slice(-4000);
    });
    child.on('error', (error) => {
      this.#stderr += `FATAL:  ${error.message}`;
    });
    process.once('exit', this.#endWithUs);
  }

  readonly #endWithUs = () => this.child.kill('SIGINT');

  /**
   * Starts the server and waits until it answers.
   *
   * In a session of its own, or Ctrl-C would end it before the registry has finished its requests.
   *
   * @throws Error with what the server said last.
   */
  static async start(cluster: Cluster, connections: number): Promise<ServerProcess> {
    const port = await freePort();
    const settings = Object.entries({ ...SETTINGS, max_connections: String(connections) });
    const args = [
      '-D',
      dataOf(cluster),
      '-p',
      String(port),
      ...settings.flatMap(([name, value]) => ['-c', `${name}=${value}`]),
    ];
    const options = {
      ...runOptions(cluster),
      detached: true,
      stdio: ['ignore', 'ignore', 'pipe'] as ['ignore', 'ignore', 'pipe'],
    };
    const server = new ServerProcess(spawn(join(cluster.native, 'bin/postgres'), args, options), port);
    try {
      await server.ready(cluster.password);
      return server;
    } catch (error) {
      await server.stop();
      throw error;
    }
  }

  /** Ends it as `pg_ctl stop -m fast` does; at once if that takes too long. */
  async stop(): Promise<void> {
    process.off('exit', this.#endWithUs);
    if (this.ended) return;
    const ended = once(this.child, 'exit');
    this.child.kill('SIGINT');
    if (await Promise.race([ended, delay(STOPPED_WITHIN_MS, undefined, { ref: false })])) return;
    this.child.kill('SIGQUIT');
    await ended;
  }

  private get ended(): boolean {
    return this.child.pid === undefined || this.child.exitCode !== null || this.child.signalCode !== null;
  }

  private async ready(password: string): Promise<void> {
    const url = `postgres://${SUPERUSER}:${password}@127.0.0.1:${this.port}/postgres`;
    for (let waited = 0; waited < READY_WITHIN_MS; waited += 50) {
      if (this.ended) throw new Error(/FATAL: {2}(.*)/.exec(this.#stderr)?.[1] ?? 'it ended without a word');
      if (await makeDatabase(url)) return;
      await delay(50);
    }
    throw new Error('it does not answer');
  }
}

/** @returns false while the server does not answer yet. */
async function makeDatabase(url: string): Promise<boolean> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 5000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
    const { rowCount } = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [SUPERUSER]);
    if (!rowCount) await client.query(`CREATE DATABASE "${SUPERUSER}"`);
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => undefined);
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
