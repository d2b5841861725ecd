import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { type IncomingMessage, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ApiClient } from '../support/api-client.js';
import { BuiltServer } from '../support/built-server.js';

jest.setTimeout(60_000);

const isRunning = (pid: number) => {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
};

describe('the process', () => {
  let dataDir: string;
  let server: BuiltServer | undefined;

  const start = (variables: Record<string, string> = {}, program?: string[]) => {
    server = BuiltServer.start({ PORT: '0', LOG_LEVEL: 'fatal', DATA_DIR: dataDir, ...variables }, program);
    return server;
  };

  const postmaster = async () =>
    Number.parseInt(await readFile(join(dataDir, 'postgres/data/postmaster.pid'), 'utf8'), 10);

  beforeAll(() => BuiltServer.build(), 180_000);

  beforeEach(async () => {
    dataDir = join(await mkdtemp(join(tmpdir(), 'registry-start-')), 'data');
    execFileSync('chmod', ['711', join(dataDir, '..')]);
  });

  afterEach(async () => {
    await server?.stop();
    server = undefined;
    await rm(join(dataDir, '..'), { recursive: true, force: true });
  });

  it('starts from nothing, prints the password once, ends cleanly, and starts again', async () => {
    const url = await start().listening();
    const [, username, password] = /^ {2}Login +(\S+) \/ (\S+)/m.exec(server?.stdout ?? '') ?? [];
    expect((await new ApiClient(url).login(username, password)).token).toEqual(expect.any(String));
    expect(((await stat(join(dataDir, 'master.key'))).mode & 0o777).toString(8)).toBe('600');
    const database = await postmaster();
    expect(await server?.stop()).toBe(0);
    expect(isRunning(database)).toBe(false);

    const again = await start().listening();
    expect(server?.stdout).not.toContain('Login');
    expect((await new ApiClient(again).login(username, password)).token).toEqual(expect.any(String));
  });

  it('needs no human after kill -9, though its database outlived it', async () => {
    await start().listening();
    const orphan = await postmaster();
    server?.kill('SIGKILL');
    await server?.ended();
    expect(isRunning(orphan)).toBe(true);
    await start().listening();
    expect(isRunning(orphan)).toBe(false);
  });

  it('needs no human after kill -9 of everything', async () => {
    await start().listening();
    process.kill(await postmaster(), 'SIGKILL');
    server?.kill('SIGKILL');
    await server?.ended();
    await start().listening();
  });

  it('is refused a data folder that another uses', async () => {
    const first = start();
    await first.listening();
    const second = start();
    expect(await second.ended()).toBe(1);
    expect(second.stderr).toBe(`The data folder ${dataDir} is in use by another registry (process ${first.pid}).\n`);
    expect(await first.stop()).toBe(0);
  });

  it('lets an administrator in again who forgot the password', async () => {
    await start({ ADMIN_PASSWORD: 'forgotten-by-now-1' }).listening();
    await server?.stop();
    const reset = start({}, ['dist/src/commands/admin-reset.js']);
    expect(await reset.ended()).toBe(0);
    const [, username, password] = /^Login: (\S+) \/ (\S+)$/m.exec(reset.stdout) ?? [];
    expect((await new ApiClient(await start().listening()).login(username, password)).token).toEqual(
      expect.any(String),
    );
  });

  it('rotates the signing keys on demand, but not before others can know the next one', async () => {
    const rotate = (...options: string[]) => start({}, ['dist/src/commands/keys-rotate.js', ...options]);
    const first = rotate('--compromised');
    expect(await first.ended()).toBe(0);
    expect(first.stdout).toMatch(
      /^\S{36} signs access tokens now, \S{36} will be next\. Every access token signed before has ended\.\n$/,
    );
    const again = rotate();
    expect([await again.ended(), again.stdout]).toEqual([1, '']);
    expect(again.stderr).toMatch(/^The next key has just been published, .*\.\n$/);
    const mistaken = rotate('--now');
    expect([await mistaken.ended(), mistaken.stderr]).toEqual([1, 'Usage: npm run keys:rotate [-- --compromised]\n']);
  });

  it('seals all values anew under another master key on demand', async () => {
    const [old, changed] = [randomBytes(32).toString('base64'), randomBytes(32).toString('base64')];
    await start({ MASTER_KEY: old }).listening();
    await server?.stop();
    const both = { MASTER_KEY: changed, MASTER_KEYS_PREVIOUS: old };
    const rewrap = start(both, ['dist/src/commands/keys-rewrap.js']);
    expect([await rewrap.ended(), rewrap.stderr]).toEqual([0, '']);
    expect(rewrap.stdout).toMatch(/^signing_key: 2$/m);
    expect(rewrap.stdout).toMatch(/MASTER_KEYS_PREVIOUS may be left out now\. .*\n$/);
    await start({ MASTER_KEY: changed }).listening();
    await server?.stop();
    const late = start({ MASTER_KEY: old }, ['dist/src/commands/keys-rewrap.js']);
    expect([await late.ended(), late.stdout]).toEqual([1, '']);
    expect(late.stderr).toContain('MASTER_KEY is not the one');
  });

  it('makes the index of search anew on demand', async () => {
    const reindex = start({}, ['dist/src/commands/search-reindex.js']);
    expect([await reindex.ended(), reindex.stdout, reindex.stderr]).toEqual([0, 'tools indexed: 0\n', '']);
  });

  it('migrates beforehand on demand', async () => {
    const first = start({}, ['dist/src/commands/migrate.js']);
    expect(await first.ended()).toBe(0);
    const again = start({}, ['dist/src/commands/migrate.js']);
    expect(await again.ended()).toBe(0);
    expect(first.stdout).toMatch(/^Ran ChangeFeed1763800000001, .*\.\n$/);
    expect(again.stdout).toBe('The schema is up to date.\n');
  });

  it('finishes the requests in flight before it ends', async () => {
    const url = await start({ ADMIN_PASSWORD: 'correct-horse-battery' }).listening();
    const body = JSON.stringify({
      method: 'password',
      credentials: { username: 'admin', password: 'correct-horse-battery' },
    });
    const headers = { 'content-type': 'application/json', 'content-length': body.length, expect: '100-continue' };
    const login = request(`${url}/api/v1/auth/token`, { method: 'POST', headers });
    login.flushHeaders();
    await once(login, 'continue');
    server?.kill('SIGTERM');
    login.end(body);
    const [reply] = (await once(login, 'response')) as [IncomingMessage];
    expect(reply.statusCode).toBe(200);
    reply.resume();
    expect(await server?.ended()).toBe(0);
  });
});
