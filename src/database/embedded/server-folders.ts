import { randomBytes } from 'node:crypto';
import { chmod, chown, lstat, mkdir, realpath, stat, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { StartError } from '../../common/errors/start-error.js';
import { canEnter, serverUser, type ServerUser } from './server-user.js';

/** Where the server's user can go when only root can enter the data folder. */
const ELSEWHERE = '/var/lib/genai-tool-registry';

export interface ServerFolders {
  readonly user: ServerUser | undefined;
  /** Owned by the server's user: the cluster in `data`, and its password. */
  readonly home: string;
  /** Where the binaries are copied to when they cannot be used in place. */
  readonly copies: string;
}

/** Makes what is missing of the folders, each with the tightest mode that works. */
export async function prepareFolders(dataDir: string): Promise<ServerFolders> {
  const user = await serverUser();
  const link = join(dataDir, 'postgres');
  if (!(await isThere(link))) await makeHome(dataDir, link, user);
  const home = await realpath(link).catch(() => {
    throw new StartError(`The data that ${link} leads to is gone: bring it back, or remove the link to start empty.`);
  });
  if (!user) return { user, home, copies: dataDir };
  if ((await ownerOf(home)).uid === 0) await chown(home, user.uid, user.gid);
  const owner = await ownerOf(home);
  if (!(await canEnter(home, owner))) {
    throw new StartError(
      `The owner of ${home} cannot enter it: open the folders above it, or move it to where they can.`,
    );
  }
  return { user: owner, home, copies: ELSEWHERE };
}

/** Makes a folder that every user can enter, whatever the umask. */
export async function makeOpenFolder(path: string): Promise<void> {
  if (await mkdir(path, { recursive: true })) await chmod(path, 0o755);
}

async function makeHome(dataDir: string, link: string, user: ServerUser | undefined): Promise<void> {
  if (!user || (await canEnter(dataDir, user))) {
    await mkdir(link, { mode: 0o700 });
    return;
  }
  const home = join(ELSEWHERE, `data-${randomBytes(4).toString('hex')}`);
  await makeOpenFolder(ELSEWHERE);
  await mkdir(home, { mode: 0o700 });
  await symlink(home, link);
}

async function isThere(path: string): Promise<boolean> {
  return lstat(path).then(
    () => true,
    () => false,
  );
}

/** Root may take over the data of an ordinary user: the server then runs as that user. */
async function ownerOf(path: string): Promise<ServerUser> {
  const { uid, gid } = await stat(path);
  return { uid, gid };
}
