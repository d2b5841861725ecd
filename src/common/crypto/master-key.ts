import { randomBytes } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
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
  await writeFile(path, `${randomBytes(32).toString('base64')}\n`, { flag: 'wx', mode: 0o600 }).catch(() => undefined);
  const text = await readFile(path, 'utf8').catch(() => '');
  if (!/^[A-Za-z0-9+/]{43}=\n?$/.test(text))
    throw new StartError(`${path} cannot be read as a key of 32 bytes in base64.`);
  return Buffer.from(text, 'base64');
}
