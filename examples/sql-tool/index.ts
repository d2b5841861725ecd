import { Injectable, Module } from '@nestjs/common';
import { TOOL_TYPE, type ToolCall, type ToolResult, type ToolType } from 'genai-tool-registry';
import { Client, DatabaseError } from 'pg';
import { SqlSettings } from './sql.settings.js';

/** Asks a PostgreSQL database one fixed question; the input fills its bound parameters. */
@Injectable()
export class SqlToolType implements ToolType<SqlSettings> {
  readonly kind = 'sql';
  readonly description = 'Runs one read-only SQL query with bound parameters.';
  readonly settingsDto = SqlSettings;

  async execute(settings: SqlSettings, { input, secret, signal }: ToolCall): Promise<ToolResult> {
    const connectionString = await secret(settings.databaseSlot);
    if (!connectionString) return { outcome: 'failure', message: `The slot "${settings.databaseSlot}" is empty.` };
    signal.throwIfAborted();
    const client = clientFor(connectionString, settings.timeoutMs);
    const leave = () => void client.end();
    signal.addEventListener('abort', leave, { once: true });
    try {
      await client.connect();
      const { rows } = await client.query(boundQuery(settings, input));
      return { outcome: 'success', output: answerOf(rows, settings.maxRows) };
    } catch (error) {
      if (!(error instanceof DatabaseError)) throw error;
      return { outcome: 'failure', message: `The database refused the query (SQLSTATE ${error.code}).` };
    } finally {
      signal.removeEventListener('abort', leave);
      leave();
    }
  }
}

function clientFor(connectionString: string, timeoutMs: number): Client {
  const options = '-c default_transaction_read_only=on';
  const limits = { statement_timeout: timeoutMs, connectionTimeoutMillis: timeoutMs };
  // A connection that breaks while nothing is asked tells it by an event, which ends the process if nobody listens.
  return new Client({ connectionString, options, ...limits }).on('error', () => undefined);
}

/** As a subquery it can only read, and the extended protocol takes one statement; input is bound and never becomes text. */
function boundQuery({ query, parameters, maxRows }: SqlSettings, input: ToolCall['input']) {
  const values = parameters.map((name) => input[name] ?? null);
  return { text: `SELECT * FROM (${query}) AS answer LIMIT ${maxRows + 1}`, values, queryMode: 'extended' };
}

/** Dates and the like as JSON shows them. */
function answerOf(rows: readonly unknown[], maxRows: number): unknown {
  return JSON.parse(JSON.stringify({ rows: rows.slice(0, maxRows), truncated: rows.length > maxRows }));
}

@Module({ providers: [TOOL_TYPE.provide(SqlToolType)] })
export class SqlToolModule {}
