import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { StartError } from '../../common/errors/start-error.js';

const PATIENCE_MS = 10_000;

/**
 * Ends a server that outlived the registry that had started it, and clears a `postmaster.pid` whose number now belongs to
 * another program. Only for the holder of the folder's lock.
 */
export async function endOrphan(data: string): Promise<void> {
  const pidFile = join(data, 'postmaster.pid');
  const pid = Number.parseInt(await readFile(pidFile, 'utf8').catch(() => ''), 10);
  if (!(pid > 0) || !isAlive(pid)) return;
  if (!(await serves(pid, data))) {
    await rm(pidFile, { force: true });
    return;
  }
  for (const signal of ['SIGINT', 'SIGQUIT', 'SIGKILL'] as const) {
    process.kill(pid, signal);
    for (let waited = 0; waited < PATIENCE_MS; waited += 50) {
      if (!isAlive(pid)) return;
      await delay(50);
    }
  }
  throw new StartError(`An earlier PostgreSQL (process ${pid}) still uses ${data} and does not end.`);
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** Whether the process is a PostgreSQL on this data. Where that cannot be read, assume so: two servers would be worse. */
async function serves(pid: number, data: string): Promise<boolean> {
  const command = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => undefined);
  return command === undefined || command.split('\0').includes(data);
}
