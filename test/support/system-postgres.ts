import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { serverUser } from '../../src/database/embedded/server-user.js';
import { eventually } from './eventually.js';
import { freePort } from './free-port.js';
import { query } from './test-database.js';

const DEBIAN = '/usr/lib/postgresql';

/** The programs of the newest PostgreSQL that Debian's packages have installed; undefined where there is none. */
function systemPostgres(): string | undefined {
  const versions = existsSync(DEBIAN) ? readdirSync(DEBIAN).filter((it) => Number(it) >= 15) : [];
  const newest = versions.sort((a, b) => Number(a) - Number(b)).at(-1);
  return newest === undefined ? undefined : join(DEBIAN, newest, 'bin');
}

/** Skips where that is absent, unless TEST_STRICT=1 allows no skip. */
export const describeWithSystemPostgres =
  systemPostgres() !== undefined || process.env['TEST_STRICT'] === '1' ? describe : describe.skip;

export interface RunningPostgres {
  readonly url: string;
  stop(): Promise<void>;
}

/** A server of its own, as a distribution ships it, letting in whoever is on this machine. */
export async function startSystemPostgres(): Promise<RunningPostgres> {
  const bin = systemPostgres();
  if (bin === undefined) throw new Error('The Debian package "postgresql" is not installed');
  const user = await serverUser();
  const folder = mkdtempSync(join(tmpdir(), 'registry-postgres-'));
  if (user) chownSync(folder, user.uid, user.gid);
  const options = { ...user, cwd: folder, stdio: 'ignore' as const };
  execFileSync(
    join(bin, 'initdb'),
    ['-D', 'data', '-U', 'postgres', '-A', 'trust', '--encoding=UTF8', '--no-sync'],
    options,
  );
  const port = await freePort();
  const server = spawn(join(bin, 'postgres'), ['-D', 'data', '-p', String(port), '-k', folder, '-F'], options);
  const url = `postgres://postgres@127.0.0.1:${port}/postgres`;
  await eventually(async () => void (await query(url, 'SELECT 1')));
  const stop = async () => {
    const ended = once(server, 'exit');
    server.kill('SIGINT');
    await ended;
    rmSync(folder, { recursive: true, force: true });
  };
  return { url, stop };
}
