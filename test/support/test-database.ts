import { randomBytes } from 'node:crypto';
import { Client } from 'pg';

export interface TestDatabase {
  readonly url: string;
  drop(): Promise<void>;
}

/** A new database on the server of this test run. */
export async function createDatabase(options = ''): Promise<TestDatabase> {
  const server = new URL(process.env['TEST_DATABASE_URL'] ?? '');
  const name = `t_${randomBytes(6).toString('hex')}`;
  await query(server.href, `CREATE DATABASE ${name} ${options}`);
  const url = new URL(`/${name}`, server);
  return { url: url.href, drop: async () => void (await query(server.href, `DROP DATABASE ${name} WITH (FORCE)`)) };
}

/** Runs one statement on a connection of its own. */
export async function query<Row extends object>(url: string, sql: string, values: unknown[] = []): Promise<Row[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Row>(sql, values)).rows;
  } finally {
    await client.end();
  }
}
