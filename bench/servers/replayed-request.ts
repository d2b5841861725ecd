import type { Pool, PoolClient, QueryResult } from 'pg';
import { RefilledValues, type Subject } from './refilled-values.js';
import type { RecordedStatement } from './statement-recorder.js';

const BEGIN = /^(begin|start transaction)\b/i;
const END = /^(commit|rollback)\b/i;

/** Statements that follow each other on one connection: a transaction, or one alone. */
interface Unit {
  readonly connection: object;
  readonly positions: number[];
  open: boolean;
}

/** All that a request asked of PostgreSQL: its statements by name, in their order and in their transactions. */
export class ReplayedRequest {
  readonly #statements: readonly { readonly name?: string; readonly text: string }[];
  readonly #units: readonly Unit[];
  readonly #values: RefilledValues;

  /** @param name unique: those of its statements begin with it. */
  constructor(name: string, recorded: readonly RecordedStatement[], subject: Subject, recordedAt: Date) {
    if (recorded.length === 0) throw new Error(`Nothing was asked of the database for ${name}`);
    this.#statements = recorded.map(({ text }, position) =>
      BEGIN.test(text) || END.test(text) ? { text } : { name: `${name}-${position}`, text },
    );
    this.#units = unitsOf(recorded);
    this.#values = new RefilledValues(
      recorded.map(({ values }) => values),
      subject,
      recordedAt,
    );
  }

  get texts(): string[] {
    return this.#statements.map(({ text }) => text);
  }

  /** Asks the same about another credential. @throws Error where a statement finds or changes nothing, or says no. */
  async run(pool: Pool, subject: Subject): Promise<void> {
    const values = this.#values.about(subject);
    for (const { positions } of this.#units) {
      const client = await pool.connect();
      try {
        for (const it of positions) await this.send(client, it, values[it] ?? []);
      } finally {
        client.release();
      }
    }
  }

  private async send(client: PoolClient, position: number, values: unknown[]): Promise<void> {
    const statement = this.#statements[position];
    if (!statement) return;
    const result = await client.query<object>(statement.name === undefined ? statement : { ...statement, values });
    if (statement.name !== undefined && !didWork(result)) throw new Error(`It did no work: ${statement.text}`);
  }
}

function didWork({ rowCount, rows }: QueryResult<object>): boolean {
  return rowCount !== 0 && rows.every((row) => !Object.values(row).includes(false));
}

function unitsOf(recorded: readonly RecordedStatement[]): Unit[] {
  const units: Unit[] = [];
  recorded.forEach(({ connection, text }, position) => {
    const current = units.find((it) => it.open && it.connection === connection);
    if (current) {
      current.positions.push(position);
      current.open = !END.test(text);
    } else {
      units.push({ connection, positions: [position], open: BEGIN.test(text) });
    }
  });
  return units;
}
