import { execFile } from 'node:child_process';
import { stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { promisify } from 'node:util';
import { StartError } from '../../common/errors/start-error.js';

const run = promisify(execFile);
const NAME = 'postgres';

/** The OS user under whom the embedded server runs. */
export interface ServerUser {
  readonly uid: number;
  readonly gid: number;
}

/**
 * PostgreSQL refuses to run as root: then it runs as `postgres`, who is made where there is none.
 *
 * @returns undefined for an ordinary user, who runs it in person.
 */
export async function serverUser(): Promise<ServerUser | undefined> {
  if (process.getuid?.() !== 0) return undefined;
  return (await lookUp()) ?? (await create());
}

/** Whether a user can enter every folder down to this one, by the mode bits. */
export async function canEnter(folder: string, user: ServerUser): Promise<boolean> {
  const { mode, uid, gid } = await stat(folder);
  const bit = uid === user.uid ? 0o100 : gid === user.gid ? 0o010 : 0o001;
  if ((mode & bit) === 0) return false;
  return folder === dirname(folder) || canEnter(dirname(folder), user);
}

async function lookUp(): Promise<ServerUser | undefined> {
  try {
    const [uid, gid] = await Promise.all(['-u', '-g'].map(async (flag) => (await run('id', [flag, NAME])).stdout));
    return { uid: Number(uid), gid: Number(gid) };
  } catch {
    return undefined;
  }
}

async function create(): Promise<ServerUser> {
  const options = ['--system', '--no-create-home', '--home-dir', '/nonexistent', '--shell', '/usr/sbin/nologin'];
  await run('groupadd', ['--system', '--force', NAME]).catch(() => undefined);
  await run('useradd', [...options, '--gid', NAME, NAME]).catch(() => undefined);
  const user = await lookUp();
  if (user) return user;
  throw new StartError(
    `PostgreSQL does not run as root, and the user "${NAME}" could not be made: start as an ordinary user or set DATABASE_URL.`,
  );
}
