import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BuiltServer } from '../support/built-server.js';
import { createDatabase, query, type TestDatabase } from '../support/test-database.js';

jest.setTimeout(60_000);

describe('a start that cannot succeed says why in one sentence', () => {
  let database: TestDatabase;
  let dataDir: string;

  const failing = async (variables: Record<string, string>) => {
    const server = BuiltServer.start({
      PORT: '0',
      LOG_LEVEL: 'fatal',
      DATA_DIR: dataDir,
      DATABASE_URL: database.url,
      ...variables,
    });
    return { code: await server.ended(), output: server.stderr.trim(), stdout: server.stdout };
  };
  const at = (change: (url: URL) => void) => {
    const url = new URL(database.url);
    change(url);
    return url.href;
  };

  beforeAll(async () => {
    BuiltServer.build();
    database = await createDatabase();
    dataDir = await mkdtemp(join(tmpdir(), 'registry-start-'));
  }, 180_000);

  afterAll(async () => {
    await database.drop();
    await rm(dataDir, { recursive: true, force: true });
  });

  it.each([
    [
      'nothing listens',
      (url: URL) => (url.port = '1'),
      /^The database at \S+:1\/\S+ cannot be used: nothing listens there\.$/,
    ],
    [
      'the host is unknown',
      (url: URL) => (url.hostname = 'nowhere.invalid'),
      /its host name (is unknown|cannot be looked up)\.$/,
    ],
    ['the database does not exist', (url: URL) => (url.pathname = '/absent'), /it has no such database\.$/],
    ['the user is not let in', (url: URL) => (url.username = 'nobody_here'), /it refuses this user( or password)?\.$/],
  ])('when %s', async (_case, change, sentence) => {
    const { code, output, stdout } = await failing({ DATABASE_URL: at(change) });
    expect(code).toBe(1);
    expect(output).toMatch(sentence);
    expect(output.split('\n')).toHaveLength(1);
    expect(stdout).toBe('');
  });

  it('when the secret store is not installed', async () => {
    const { code, output } = await failing({ SECRET_STORE: 'nowhere' });
    expect({ code, output }).toEqual({
      code: 1,
      output: 'SECRET_STORE names "nowhere", which is not installed. Installed: database, environment, vault.',
    });
  });

  it('when the database is not in UTF-8', async () => {
    const latin = await createDatabase(`ENCODING 'LATIN1' LC_COLLATE 'C' LC_CTYPE 'C' TEMPLATE template0`);
    const { code, output } = await failing({ DATABASE_URL: latin.url });
    await latin.drop();
    expect({ code, output }).toEqual({ code: 1, output: 'The database stores LATIN1: UTF8 is needed.' });
  });

  it('when the user may not create tables', async () => {
    const role = `r_${randomBytes(6).toString('hex')}`;
    await query(database.url, `CREATE ROLE ${role} LOGIN PASSWORD 'x'`);
    await query(database.url, 'REVOKE CREATE ON SCHEMA public FROM PUBLIC');
    const DATABASE_URL = at((url) => Object.assign(url, { username: role, password: 'x' }));
    const { code, output } = await failing({ DATABASE_URL });
    await query(database.url, `DROP ROLE ${role}`);
    expect({ code, output }).toEqual({ code: 1, output: 'The database user may not create tables in its schema.' });
  });

  it('when the port is taken', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const { port } = other.address() as AddressInfo;
    const { code, output } = await failing({ PORT: String(port) });
    other.close();
    expect(code).toBe(1);
    expect(output).toBe(`Port ${port} of 127.0.0.1 is taken: stop the program that listens there, or set PORT.`);
  });

  it('when settings are wrong, all of them', async () => {
    const { code, output } = await failing({
      NODE_ENV: 'production',
      PORT: 'many',
      ADMIN_PASSWORD: 'password-password',
    });
    expect(code).toBe(1);
    for (const name of ['PORT', 'PUBLIC_URL', 'MASTER_KEY', 'ADMIN_PASSWORD', 'METRICS_TOKEN'])
      expect(output).toContain(`- ${name} `);
    expect(output).not.toMatch(/many|password-password|\bat /);
  });

  it('when the master key is not the one of this database', async () => {
    const fresh = await createDatabase();
    const key = () => randomBytes(32).toString('base64');
    const first = BuiltServer.start({ PORT: '0', LOG_LEVEL: 'fatal', MASTER_KEY: key(), DATABASE_URL: fresh.url });
    await first.listening();
    expect(await first.stop()).toBe(0);
    const { code, output } = await failing({ DATABASE_URL: fresh.url, MASTER_KEY: key() });
    await fresh.drop();
    expect(code).toBe(1);
    expect(output).toMatch(/^MASTER_KEY is not the one under which this database is sealed/);
  });

  it('when the key file is damaged', async () => {
    await writeFile(join(dataDir, 'master.key'), 'nonsense');
    const { code, output } = await failing({});
    await rm(join(dataDir, 'master.key'));
    expect({ code, output }).toEqual({
      code: 1,
      output: `${join(dataDir, 'master.key')} cannot be read as a key of 32 bytes in base64.`,
    });
  });
});
