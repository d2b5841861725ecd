import { readFile, rm, writeFile } from 'node:fs/promises';
import { StartError } from '../../common/errors/start-error.js';

/** Keeps a second process off a data folder. A lock whose process is gone counts for nothing. */
export class FolderLock {
  private constructor(private readonly path: string) {}

  /** @throws StartError when a living process holds the folder. */
  static async acquire(path: string, folder: string): Promise<FolderLock> {
    const me = await identity(process.pid);
    for (let attempt = 0; attempt < 3; attempt += 1) {
      if (await createExclusively(path, me)) return new FolderLock(path);
      const holder = await readFile(path, 'utf8').catch(() => '');
      const pid = Number.parseInt(holder, 10);
      if (pid > 0 && holder === (await identity(pid))) {
        throw new StartError(`The data folder ${folder} is in use by another registry (process ${pid}).`);
      }
      await rm(path, { force: true });
    }
    throw new StartError(`The data folder ${folder} is being taken by another registry.`);
  }

  async release(): Promise<void> {
    await rm(this.path, { force: true });
  }
}

async function createExclusively(path: string, content: string): Promise<boolean> {
  try {
    await writeFile(path, content, { flag: 'wx', mode: 0o600 });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

/** Process id and start time, since ids are used again; without `/proc` the id alone. Empty when there is no such process. */
async function identity(pid: number): Promise<string> {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return '';
  }
  const status = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
  const startedAt = status.slice(status.lastIndexOf(')') + 2).split(' ')[19];
  return `${pid} ${startedAt ?? ''}`;
}
