import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createRequire } from 'node:module';
import { createInterface } from 'node:readline';
import { freePort } from './free-port.js';

export interface McpServer {
  readonly url: string;
  readonly port: number;
  close(): Promise<void>;
}

/** The reference server of the protocol, a process of its own. It opens a session for every client (2025-11-25). */
export async function startEverythingServer(): Promise<McpServer & { readonly log: readonly string[] }> {
  const port = await freePort();
  const path = createRequire(__filename).resolve('@modelcontextprotocol/server-everything/dist/index.js');
  const child = spawn(process.execPath, [path, 'streamableHttp'], {
    env: { PATH: process.env['PATH'], PORT: String(port) },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const log: string[] = [];
  const lines = [child.stdout, child.stderr].map((input) => createInterface({ input }));
  await new Promise<void>((resolve, reject) => {
    for (const it of lines) {
      it.on('line', (line) => {
        log.push(line);
        if (line.includes('listening on port')) resolve();
      });
    }
    child.once('exit', () => reject(new Error(log.join('\n'))));
  });
  const close = async () => {
    child.kill('SIGKILL');
    await once(child, 'exit');
  };
  return { url: `http://127.0.0.1:${port}/mcp`, port, log, close };
}
