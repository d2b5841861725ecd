import { once } from 'node:events';
import { rm } from 'node:fs/promises';

export default async function globalTeardown() {
  if (!globalThis.testDatabase) return;
  const { server, folders } = globalThis.testDatabase;
  const ended = once(server, 'exit');
  server.kill('SIGINT');
  await ended;
  for (const folder of folders) await rm(folder, { recursive: true, force: true });
}
