import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chown, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { StartError } from '../../common/errors/start-error.js';
import type { ServerUser } from './server-user.js';

const run = promisify(execFile);

/** The superuser, and the one database, of the embedded cluster. */
export const SUPERUSER = 'registry';

export interface Cluster {
  readonly native: string;
  readonly home: string;
  readonly user: ServerUser | undefined;
  readonly password: string;
}

/** The folder that PostgreSQL calls PGDATA. */
export const dataOf = ({ home }: Pick<Cluster, 'home'>): string => join(home, 'data');

/** How to run a program of PostgreSQL: as its user, in a folder they can enter, untouched by the caller's variables. */
export function runOptions({ home, user }: Pick<Cluster, 'home' | 'user'>) {
  return { ...user, cwd: home, env: { LC_ALL: 'C', TZ: 'UTC' } };
}

/** Opens the cluster in `home`; makes it when there is none. */
export async function openCluster(native: string, home: string, user: ServerUser | undefined): Promise<Cluster> {
  const passwordFile = join(home, 'password');
  const version = await readFile(join(home, 'data/PG_VERSION'), 'utf8').catch(() => undefined);
  if (version === undefined) await initialise(native, home, user, passwordFile);
  else if (version.trim() !== '18') {
    throw new StartError(
      `The data in ${home} is of PostgreSQL ${version.trim()}, not 18: dump it there and restore it here.`,
    );
  }
  return { native, home, user, password: (await readFile(passwordFile, 'utf8')).trim() };
}

/** Under another name first, so that a start cut short leaves no half cluster behind. */
async function initialise(
  native: string,
  home: string,
  user: ServerUser | undefined,
  passwordFile: string,
): Promise<void> {
  const fresh = join(home, 'data.new');
  await rm(fresh, { recursive: true, force: true });
  await writeFile(passwordFile, `${randomBytes(24).toString('hex')}\n`, { mode: 0o600 });
  if (user) await chown(passwordFile, user.uid, user.gid);
  const flags = ['--encoding=UTF8', '--locale=C.UTF-8', '--auth=scram-sha-256', `--username=${SUPERUSER}`];
  try {
    await run(
      join(native, 'bin/initdb'),
      [`--pgdata=${fresh}`, `--pwfile=${passwordFile}`, ...flags],
      runOptions({ home, user }),
    );
  } catch (error) {
    const { stderr, message } = error as Error & { stderr?: string };
    throw new StartError(`The embedded database could not be made in ${home}: ${lastLine(stderr) || message}`);
  }
  await rename(fresh, dataOf({ home }));
}

function lastLine(text = ''): string {
  return (
    text
      .trim()
      .split('\n')
      .findLast((it) => it.startsWith('initdb: ')) ?? ''
  );
}
