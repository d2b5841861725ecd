import { Client } from 'pg';
import { StartError } from '../common/errors/start-error.js';
import { APPLICATION_NAME } from './data-source-options.js';

const OLDEST = 150_000;

/** What PostgreSQL and the network say, in a sentence for whoever configured it. */
const REASONS: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'nothing listens there',
  ENOTFOUND: 'its host name is unknown',
  EAI_AGAIN: 'its host name cannot be looked up',
  ETIMEDOUT: 'it does not answer',
  EHOSTUNREACH: 'its host cannot be reached',
  ENETUNREACH: 'its network cannot be reached',
  '28000': 'it refuses this user',
  '28P01': 'it refuses this user or password',
  '3D000': 'it has no such database',
  '42501': 'this user may not connect to the database',
  '53300': 'it has no connection left',
  '57P03': 'it is starting up or shutting down',
};

/** @throws StartError unless the server answers, lets us in, is PostgreSQL 15 or later and stores UTF-8. */
export async function checkServer(url: string, patienceMs: number): Promise<void> {
  const client = connection(url, patienceMs);
  client.on('error', () => undefined);
  try {
    await client.connect().catch((error: unknown) => {
      throw new StartError(`The database at ${addressOf(url)} cannot be used: ${reasonOf(error)}.`);
    });
    const { rows } = await client.query<{ version: number; name: string; encoding: string; mayCreate: boolean }>(
      `SELECT current_setting('server_version_num')::int AS "version", current_setting('server_version') AS "name",
              current_setting('server_encoding') AS "encoding",
              has_schema_privilege(coalesce(current_schema(), 'public'), 'CREATE') AS "mayCreate"`,
    );
    const [server] = rows;
    if (!server) return;
    if (server.version < OLDEST) throw new StartError(`PostgreSQL ${server.name} is too old: 15 or later is needed.`);
    if (server.encoding !== 'UTF8') throw new StartError(`The database stores ${server.encoding}: UTF8 is needed.`);
    if (!server.mayCreate) throw new StartError('The database user may not create tables in its schema.');
  } finally {
    await client.end().catch(() => undefined);
  }
}

function connection(url: string, patienceMs: number): Client {
  try {
    return new Client({
      connectionString: url,
      connectionTimeoutMillis: patienceMs,
      application_name: `${APPLICATION_NAME} start`,
    });
  } catch {
    throw new StartError('DATABASE_URL is not a URL of the form postgres://user:password@host:port/database.');
  }
}

function addressOf(url: string): string {
  const { host, pathname } = new URL(url);
  return `${host}${pathname}`;
}

function reasonOf(error: unknown): string {
  const { code, message, errors } = error as { code?: string; message?: string; errors?: { code?: string }[] };
  const known = REASONS[code ?? errors?.[0]?.code ?? ''];
  return known ?? (message?.includes('timeout') ? 'it does not answer' : (code ?? 'it does not speak PostgreSQL'));
}
