import { randomBytes } from 'node:crypto';
import { link, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { makeDataFolder } from '../data-folder.js';
import { StartError } from '../errors/start-error.js';

const FILE = 'master.key';

/**
 * The key from which every other is derived: the given one, else the one in the data folder, made there by the first start.
 *
 * @param given 32 bytes in base64.
 * @throws StartError when the file is not a key or cannot be read.
 */
export async function masterKey(given: string | undefined, dataDir: string): Promise<Buffer> {
  if (given !== undefined) return Buffer.from(given, 'base64');
  const path = join(await makeDataFolder(dataDir), FILE);
  const text = (await read(path)) ?? (await make(path));
  if (!/^[A-Za-z0-9+/]{43}=\n?$/.test(text))
    throw new StartError(`${path} cannot be read as a key of 32 bytes in base64.`);
  return Buffer.from(text, 'base64');
}

/** Written whole under another name first: who starts at the same time finds a whole key or none. */
async function make(path: string): Promise<string> {
  const fresh = `${path}.${randomBytes(6).toString('hex')}`;
  await writeFile(fresh, `${randomBytes(32).toString('base64')}\n`, { flag: 'wx', mode: 0o600 });
  try {
    await link(fresh, path).catch(() => undefined);
    return (await read(path)) ?? '';
  } finally {
    await rm(fresh);
  }
}

/** @returns undefined when there is no such file, nothing when it may not be read. */
async function read(path: string): Promise<string | undefined> {
  return readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => (error.code === 'ENOENT' ? undefined : ''));
}
