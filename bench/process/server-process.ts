import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as after } from 'node:timers/promises';
import { onServerCore } from './cores.js';

const DIST = join(import.meta.dirname, '../..');
const START_TIMEOUT_MS = 120_000;
const POLL_MS = 20;

export interface ServerOptions {
  /** Its entry, below `dist`. */
  readonly entry: string;
  /** Answers 200 once it may be measured. */
  readonly readyPath: string;
  readonly variables: Readonly<Record<string, string>>;
  /** Whether it shares the machine with a load, and is to be kept from it. */
  readonly underLoad: boolean;
  /** Its output goes here; shown when it does not start. */
  readonly logFile: string;
}

/** A server under measurement: a process of its own. */
export class ServerProcess {
  private constructor(
    readonly url: string,
    /** From the start of the process to the first answer that says it is ready. */
    readonly secondsToReady: number,
    private readonly child: ChildProcess,
  ) {}

  static async start({ entry, readyPath, variables, underLoad, logFile }: ServerOptions): Promise<ServerProcess> {
    const port = await freePort();
    const url = `http://127.0.0.1:${port}`;
    const command: [string, string] = [process.execPath, join(DIST, entry)];
    const [program, args] = underLoad ? onServerCore(...command) : [command[0], command.slice(1)];
    const log = openSync(logFile, 'w');
    const started = performance.now();
    const child = spawn(program, args, {
      env: {
        PATH: process.env['PATH'],
        HOME: process.env['HOME'],
        HOST: '127.0.0.1',
        PORT: String(port),
        ...variables,
      },
      stdio: ['ignore', log, log],
    });
    closeSync(log);
    await ready(url + readyPath, child, logFile);
    return new ServerProcess(url, (performance.now() - started) / 1000, child);
  }

  /** `taskset` becomes the program it starts, so this is the server itself. */
  get pid(): number {
    return this.child.pid ?? NaN;
  }

  async stop(): Promise<void> {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return;
    const exited = once(this.child, 'exit');
    this.child.kill('SIGTERM');
    await exited;
  }
}

async function ready(url: string, child: ChildProcess, logFile: string): Promise<void> {
  const deadline = performance.now() + START_TIMEOUT_MS;
  while (performance.now() < deadline) {
    if (child.exitCode !== null) break;
    const reply = await fetch(url).catch(() => undefined);
    await reply?.arrayBuffer();
    if (reply?.ok) return;
    await after(POLL_MS);
  }
  child.kill('SIGKILL');
  throw new Error(`The server did not become ready. Its output ends:\n${readFileSync(logFile, 'utf8').slice(-3000)}`);
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  return port;
}
