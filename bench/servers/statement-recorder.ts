import pg from 'pg';
import { currentRequest } from '../../src/common/http/request-context.js';

/** What was sent to PostgreSQL, and over which connection. */
export interface RecordedStatement {
  readonly connection: object;
  /** Under which PostgreSQL keeps it, where it does. */
  readonly name: string | undefined;
  readonly text: string;
  readonly values: readonly unknown[];
}

interface Statement {
  readonly name?: string;
  readonly text: string;
  readonly values?: readonly unknown[];
}

/** Writes down what requests ask of PostgreSQL in this process. Make it before the first connection is made. */
export class StatementRecorder {
  #recorded: RecordedStatement[] | undefined;

  constructor() {
    const query = pg.Client.prototype.query as (...args: unknown[]) => unknown;
    const note = (connection: object, args: readonly unknown[]) => this.note(connection, args);
    pg.Client.prototype.query = function (this: pg.Client, ...args: unknown[]) {
      note(this, args);
      return query.apply(this, args);
    } as typeof pg.Client.prototype.query;
  }

  start(): void {
    this.#recorded = [];
  }

  /** What requests have asked since the start. */
  stop(): RecordedStatement[] {
    const recorded = this.#recorded ?? [];
    this.#recorded = undefined;
    return recorded;
  }

  private note(connection: object, [statement, values]: readonly unknown[]): void {
    if (!this.#recorded || !currentRequest()) return;
    const sent = typeof statement === 'string' ? { text: statement } : (statement as Statement);
    const { name, text, values: own }: Statement = sent;
    const given = own ?? (Array.isArray(values) ? (values as unknown[]) : []);
    this.#recorded.push({ connection, name, text, values: given });
  }
}
