import { once } from 'node:events';
import { rm } from 'node:fs/promises';

export default async function globalTeardown() {
  if (!globalThis.testDatabase) return;
  const { server, folder } = globalThis.testDatabase;
  const ended = once(server, 'exit');
  server.kill('SIGINT');
  await ended;
  await rm(folder, { recursive: true, force: true });
}
