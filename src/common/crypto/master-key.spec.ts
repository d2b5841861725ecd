import { randomBytes } from 'node:crypto';
import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { masterKey } from './master-key.js';

describe('the master key', () => {
  let folder: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'key-'));
  });

  afterEach(() => rm(folder, { recursive: true, force: true }));

  it('is the given one, and then nothing is written', async () => {
    const given = randomBytes(32);
    const elsewhere = join(folder, 'absent');
    expect(await masterKey(given.toString('base64'), elsewhere)).toEqual(given);
    await expect(stat(elsewhere)).rejects.toThrow('ENOENT');
  });

  it('is made once, for its owner alone, by however many start at once', async () => {
    const keys = await Promise.all(Array.from({ length: 10 }, () => masterKey(undefined, folder)));
    expect(new Set(keys.map((it) => it.toString('hex'))).size).toBe(1);
    expect(keys[0]).toHaveLength(32);
    expect((await stat(join(folder, 'master.key'))).mode & 0o777).toBe(0o600);
  });

  it('is not replaced when its file is damaged', async () => {
    await writeFile(join(folder, 'master.key'), 'too short');
    await expect(masterKey(undefined, folder)).rejects.toThrow('cannot be read as a key');
  });
});
