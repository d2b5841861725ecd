import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const START_TIMEOUT_MS = 90_000;

/** A registry of our own: a child process on a free port, with a data folder that is gone afterwards. */
export class DemoServer {
  readonly adminPassword = randomBytes(18).toString('base64url');

  private constructor(
    readonly url: string,
    private readonly folder: string,
  ) {}

  #child?: ChildProcess;

  /** @param reachable `cidr:port` that tools may call although it is not public. */
  static async start(reachable: string): Promise<DemoServer> {
    const port = await freePort();
    const server = new DemoServer(`http://127.0.0.1:${port}`, await mkdtemp(join(tmpdir(), 'registry-demo-')));
    const main = join(import.meta.dirname, '../src/main.js');
    server.#child = spawn(process.execPath, [main], {
      env: {
        ...process.env,
        PORT: String(port),
        DATA_DIR: server.folder,
        ADMIN_PASSWORD: server.adminPassword,
        OUTBOUND_TOOL_EXCEPTIONS: reachable,
        LOG_LEVEL: 'error',
      },
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    await server.ready();
    return server;
  }

  async stop(): Promise<void> {
    if (this.#child && this.#child.exitCode === null) {
      this.#child.kill('SIGTERM');
      await once(this.#child, 'exit');
    }
    await rm(this.folder, { recursive: true, force: true });
  }

  private async ready(): Promise<void> {
    const deadline = Date.now() + START_TIMEOUT_MS;
    while (Date.now() < deadline) {
      if (this.#child?.exitCode !== null) throw new Error('The registry did not start');
      const reply = await fetch(`${this.url}/health/ready`).catch(() => undefined);
      if (reply?.ok) return;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    throw new Error('The registry was not ready in time');
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  return port;
}
