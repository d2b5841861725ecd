import { Client } from 'pg';
import type { ApiReply } from './api-client.js';
import { startTestRegistry, type TestRegistry } from './registry.js';

/** Keeps all that a registry says and stores while secrets pass through it, to look for them there. */
export class CanaryWatch {
  readonly #secrets = new Map<string, string>();
  readonly #replies: string[] = [];

  private constructor(
    readonly registry: TestRegistry,
    private readonly log: readonly string[],
  ) {}

  /** A registry that logs all it can. Its log is caught from its start. */
  static async start(): Promise<CanaryWatch> {
    const log: string[] = [];
    jest.spyOn(process.stdout, 'write').mockImplementation((data) => {
      log.push(Buffer.from(data as string).toString());
      return true;
    });
    return new CanaryWatch(await startTestRegistry({ variables: { LOG_LEVEL: 'trace' } }), log);
  }

  async close(): Promise<void> {
    await this.registry.close();
    jest.restoreAllMocks();
  }

  /** Something that must be found nowhere. */
  secret<T extends string>(name: string, text: T): T {
    if (!text) throw new Error(`There is no ${name} to look for`);
    this.#secrets.set(name, text);
    return text;
  }

  /** A reply that must tell no secret; those that show one are not to be noted. */
  async note(reply: Promise<ApiReply>): Promise<ApiReply> {
    const { status, headers, body } = await reply;
    this.#replies.push(JSON.stringify([status, [...headers], body]));
    return reply;
  }

  /** What was said and stored, by place. */
  async places(): Promise<Record<'log' | 'replies' | 'database' | 'metrics', string>> {
    const metrics = await fetch(`${this.registry.url}/metrics`);
    return {
      log: this.log.join(''),
      replies: this.#replies.join('\n'),
      database: await everyRow(this.registry.databaseUrl),
      metrics: await metrics.text(),
    };
  }

  /** The names of the secrets that stand in a text, as they are or as PostgreSQL or JSON may write their bytes. */
  foundIn(text: string): string[] {
    const isThere = ([, secret]: [string, string]) => tracesOf(secret).some((trace) => text.includes(trace));
    return [...this.#secrets].filter(isThere).map(([name]) => name);
  }

  get secrets(): readonly string[] {
    return [...this.#secrets.keys()];
  }
}

function tracesOf(secret: string): string[] {
  const bytes = Buffer.from(secret);
  return [secret, encodeURIComponent(secret), bytes.toString('hex'), bytes.toString('base64').replace(/=+$/, '')];
}

/** Every row of every table, as text; bytes in hexadecimal. */
export async function everyRow(connectionString: string): Promise<string> {
  const database = new Client({ connectionString });
  await database.connect();
  try {
    const tables = await database.query<{ name: string }>(
      `SELECT quote_ident(tablename) AS name FROM pg_tables WHERE schemaname = 'public'`,
    );
    const texts: string[] = [];
    for (const { name } of tables.rows) {
      const { rows } = await database.query<{ row: string }>(`SELECT t::text AS row FROM ${name} t`);
      texts.push(name, ...rows.map(({ row }) => row));
    }
    return texts.join('\n');
  } finally {
    await database.end();
  }
}
