import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FolderLock } from './folder-lock.js';

describe('the lock of a folder', () => {
  let folder: string;
  let path: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'lock-'));
    path = join(folder, 'registry.lock');
  });

  afterEach(() => rm(folder, { recursive: true, force: true }));

  it('keeps a second holder off until it is released', async () => {
    const lock = await FolderLock.acquire(path, folder);
    await expect(FolderLock.acquire(path, folder)).rejects.toThrow(
      `in use by another registry (process ${process.pid})`,
    );
    await lock.release();
    await (await FolderLock.acquire(path, folder)).release();
  });

  it.each([
    ['of a process that is gone', '999999999 12345'],
    ['of a process whose number another has now', `${process.pid} 1`],
    ['that was cut short', ''],
    ['that is nonsense', 'nonsense'],
  ])('takes over a lock %s', async (_case, content) => {
    await writeFile(path, content);
    const lock = await FolderLock.acquire(path, folder);
    expect(await readFile(path, 'utf8')).toMatch(new RegExp(`^${process.pid} `));
    await lock.release();
  });
});
