import { randomBytes } from 'node:crypto';
import { chmod, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { EmbeddedServer } from '../../src/database/embedded/embedded-server.js';
import { type ServerOptions, ServerProcess } from './server-process.js';

/** More than any run can send, so that limits are counted, as in production, and never reached. */
const LIMIT = '1000000000';

/** The name that all instances of one registry share. */
export const PUBLIC_HOST = 'registry.bench';

/** Folders, databases and servers of one benchmark; all gone when it is closed. */
export class Workspace {
  readonly adminPassword = randomBytes(18).toString('base64url');
  readonly #servers: ServerProcess[] = [];
  readonly #databases: EmbeddedServer[] = [];

  private constructor(readonly folder: string) {}

  static async open(): Promise<Workspace> {
    const folder = await mkdtemp(join(tmpdir(), 'registry-bench-'));
    // As root, the embedded database runs as another user, who has to get in.
    await chmod(folder, 0o755);
    return new Workspace(folder);
  }

  /** The settings of one registry: a data folder of its own and, with BENCH_DATABASE_URL, a database there. */
  async registryVariables(name: string): Promise<Record<string, string>> {
    const dataFolder = join(this.folder, name);
    await mkdir(dataFolder, { mode: 0o755 });
    const databaseUrl = await createDatabase(name);
    return {
      DATA_DIR: dataFolder,
      ADMIN_PASSWORD: this.adminPassword,
      MASTER_KEY: randomBytes(32).toString('base64'),
      ACCESS_TOKEN_TTL_SECONDS: '86400',
      RATE_LIMIT_ADDRESS_PER_MINUTE: LIMIT,
      RATE_LIMIT_PRINCIPAL_PER_MINUTE: LIMIT,
      RATE_LIMIT_LOGIN_PER_MINUTE: LIMIT,
      RATE_LIMIT_TOKEN_PER_MINUTE: LIMIT,
      RATE_LIMIT_CREDENTIAL_PER_MINUTE: LIMIT,
      RATE_LIMIT_VALIDATION_PER_MINUTE: LIMIT,
      ...(databaseUrl !== undefined && { DATABASE_URL: databaseUrl }),
    };
  }

  /** The settings of each instance of one registry: they share a database, keys and a public name. */
  async instanceVariables(name: string): Promise<Record<string, string>> {
    const variables = await this.registryVariables(name);
    return {
      ...variables,
      PUBLIC_URL: `http://${PUBLIC_HOST}`,
      DATABASE_URL: variables['DATABASE_URL'] ?? (await this.startDatabase(`${name}-database`)),
      PASSWORD_HASH_MEMORY_KIB: '64',
      PASSWORD_HASH_PASSES: '1',
    };
  }

  /** @param name tells apart servers of one entry. */
  async start({ name = '', ...server }: Omit<ServerOptions, 'logFile'> & { name?: string }): Promise<ServerProcess> {
    const logFile = join(this.folder, `${server.entry.replaceAll('/', '-')}${name}.log`);
    const started = await ServerProcess.start({ ...server, logFile });
    this.#servers.push(started);
    return started;
  }

  /** A PostgreSQL for several servers: the embedded one belongs to a single server. */
  private async startDatabase(name: string): Promise<string> {
    const dataDir = join(this.folder, name);
    await mkdir(dataDir, { mode: 0o755 });
    const database = await EmbeddedServer.start({ dataDir, connections: 50 });
    this.#databases.push(database);
    return database.url;
  }

  async close(): Promise<void> {
    for (const server of this.#servers) await server.stop();
    for (const database of this.#databases) await database.stop();
    await rm(this.folder, { recursive: true, force: true });
  }
}

async function createDatabase(purpose: string): Promise<string | undefined> {
  const given = process.env['BENCH_DATABASE_URL'];
  if (!given) return undefined;
  const url = new URL(given);
  const name = `bench_${purpose.replaceAll('-', '_')}_${randomBytes(4).toString('hex')}`;
  const client = new Client({ connectionString: url.href });
  await client.connect();
  try {
    await client.query(`CREATE DATABASE ${name}`);
  } finally {
    await client.end();
  }
  url.pathname = `/${name}`;
  return url.href;
}
