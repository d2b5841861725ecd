import { execFileSync } from 'node:child_process';
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { EmbeddedServer } from '../../src/database/embedded/embedded-server.js';

const CONNECTIONS = 20;

async function ask(url: string, sql: string): Promise<string> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return String(Object.values((await client.query(sql)).rows[0] ?? {})[0]);
  } finally {
    await client.end();
  }
}

const modeOf = async (path: string) => ((await stat(path)).mode & 0o777).toString(8);

async function postmasterOf(server: EmbeddedServer): Promise<number> {
  return Number.parseInt(await readFile(join(server.home, 'data/postmaster.pid'), 'utf8'), 10);
}

describe('the embedded database', () => {
  let dataDir: string;
  let server: EmbeddedServer | undefined;

  const start = async () => (server = await EmbeddedServer.start({ dataDir, connections: CONNECTIONS }));

  beforeEach(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'registry-embedded-'));
    execFileSync('chmod', ['711', dataDir]);
  });

  afterEach(async () => {
    await server?.stop();
    server = undefined;
    await rm(dataDir, { recursive: true, force: true });
  });

  it('is PostgreSQL 18 in UTF-8 on the loopback address only, with a private folder and password', async () => {
    const { url, home } = await start();
    expect(await ask(url, 'SHOW server_version')).toMatch(/^18\./);
    expect(await ask(url, 'SHOW server_encoding')).toBe('UTF8');
    expect(await ask(url, 'SHOW listen_addresses')).toBe('127.0.0.1');
    expect(await ask(url, `SELECT lower('ÄÖÜ')`)).toBe('äöü');
    expect(await modeOf(home)).toBe('700');
    expect(await modeOf(join(home, 'password'))).toBe('600');
    await expect(ask(url.replace(/:[0-9a-f]{48}@/, ':wrong@'), 'SELECT 1')).rejects.toThrow(
      /password authentication failed/,
    );
  });

  it('keeps its data over a stop and a start', async () => {
    await ask((await start()).url, 'CREATE TABLE kept AS SELECT 42 AS answer');
    await server?.stop();
    expect(await ask((await start()).url, 'SELECT answer FROM kept')).toBe('42');
  });

  it('refuses a second registry on its folder', async () => {
    await start();
    await expect(EmbeddedServer.start({ dataDir, connections: CONNECTIONS })).rejects.toThrow(
      `The data folder ${dataDir} is in use by another registry (process ${process.pid}).`,
    );
  });

  it('starts again after its server was killed', async () => {
    await ask((await start()).url, 'CREATE TABLE kept AS SELECT 42 AS answer');
    process.kill(await postmasterOf(server as EmbeddedServer), 'SIGKILL');
    await server?.stop();
    expect(await ask((await start()).url, 'SELECT answer FROM kept')).toBe('42');
  });
});
