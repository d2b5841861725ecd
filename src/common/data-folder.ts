import { access, chmod, constants, mkdir } from 'node:fs/promises';
import { resolve } from 'node:path';
import { StartError } from './errors/start-error.js';

/**
 * Makes the data folder where there is none, for nobody but its owner.
 *
 * Root's may be passed through, not listed: the embedded database below it runs as another user. What lies in it has tight
 * modes of its own.
 *
 * @returns its absolute path.
 */
export async function makeDataFolder(path: string): Promise<string> {
  const folder = resolve(path);
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    if (process.getuid?.() === 0) await chmod(folder, 0o711);
    await access(folder, constants.R_OK | constants.W_OK);
    return folder;
  } catch (error) {
    throw new StartError(`The data folder ${folder} cannot be used: ${(error as Error).message}.`);
  }
}
