import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { access, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { endOrphan } from './orphan.js';

const FOREVER = 'setInterval(() => undefined, 1000)';

describe('what an earlier server left behind', () => {
  let data: string;
  let child: ChildProcess | undefined;

  const leave = (pid: number) => writeFile(join(data, 'postmaster.pid'), `${pid}\n${data}\n`);
  const program = async (...args: string[]) => {
    child = spawn(process.execPath, ['-e', `${FOREVER}; console.log('up')`, '--', ...args]);
    if (child.stdout) await once(child.stdout, 'data');
    return child.pid ?? 0;
  };

  beforeEach(async () => {
    data = await mkdtemp(join(tmpdir(), 'orphan-'));
  });

  afterEach(async () => {
    child?.kill('SIGKILL');
    child = undefined;
    await rm(data, { recursive: true, force: true });
  });

  it('is ended when it still serves this data', async () => {
    await leave(await program('-D', data));
    await endOrphan(data);
    expect(child?.signalCode ?? (await once(child as ChildProcess, 'exit'))[1]).toBe('SIGINT');
  });

  it('is a number that another program has now: that one lives on, the file goes', async () => {
    await leave(await program('-D', '/elsewhere'));
    await endOrphan(data);
    expect(child?.exitCode).toBeNull();
    expect(child?.signalCode).toBeNull();
    await expect(access(join(data, 'postmaster.pid'))).rejects.toThrow('ENOENT');
  });

  it('is left to PostgreSQL when its process is gone', async () => {
    await leave(999_999_999);
    await endOrphan(data);
    await access(join(data, 'postmaster.pid'));
  });
});
