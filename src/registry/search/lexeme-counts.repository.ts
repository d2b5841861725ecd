import { Injectable } from '@nestjs/common';
import { Transactions } from '../../database/index.js';
import type { ToolFilter } from '../../policy/index.js';
import { SqlParameters } from '../tools/sql-parameters.js';
import { toolFilterToSql } from '../tools/tool-filter.sql.js';
import { TOOL_TABLES } from '../tools/tool-rows.js';
import { ANY_TOOL, type KnownWord, WordCounts } from './word-counts.js';

/** The tools as they are at one moment. */
export interface CatalogueState {
  /** Another whenever a tool came, changed or went. */
  readonly mark: string;
  /** How many there are, as the counts have it. */
  readonly tools: number;
}

/** How many tools have a lexeme. */
@Injectable()
export class LexemeCountsRepository {
  constructor(private readonly transactions: Transactions) {}

  /** Every word of the tools, and how many of them have it. */
  async count(among: ToolFilter): Promise<WordCounts> {
    const parameters = new SqlParameters();
    const sql =
      among.match === 'all'
        ? 'SELECT lexeme, sum(tools)::int AS tools FROM lexeme_count GROUP BY lexeme HAVING sum(tools) > 0'
        : `SELECT term.lexeme, count(*)::int AS tools FROM ${TOOL_TABLES} JOIN tool_term term ON term.tool_id = t.id
           WHERE ${toolFilterToSql(among, parameters)} GROUP BY term.lexeme`;
    const rows: KnownWord[] = await this.transactions.manager.query(sql, parameters.values);
    return new WordCounts(new Map(rows.map((it) => [it.lexeme, it.tools])));
  }

  async state(): Promise<CatalogueState> {
    const sql = `
      SELECT concat_ws(' ', (SELECT max(id) FROM lexeme_count), (SELECT max(updated_at) FROM tool)) AS mark,
        (SELECT coalesce(sum(tools), 0)::int FROM lexeme_count WHERE lexeme = $1) AS tools`;
    const [state] = (await this.transactions.manager.query(sql, [ANY_TOOL])) as CatalogueState[];
    return state ?? { mark: '', tools: 0 };
  }

  /** Makes one row of the rows of each lexeme. Who counts meanwhile sees the rows before or after, never both. */
  async fold(): Promise<void> {
    await this.transactions.run(async () => {
      const { manager } = this.transactions;
      const sql = "SELECT pg_try_advisory_xact_lock(hashtext('lexeme_count')) AS taken";
      const [lock] = (await manager.query(sql)) as { taken: boolean }[];
      if (!lock?.taken) return;
      await manager.query(`
        WITH several AS (SELECT lexeme FROM lexeme_count GROUP BY lexeme HAVING count(*) > 1 OR sum(tools) = 0),
        folded AS (DELETE FROM lexeme_count WHERE lexeme IN (TABLE several) RETURNING lexeme, tools)
        INSERT INTO lexeme_count (lexeme, tools)
        SELECT lexeme, sum(tools) FROM folded GROUP BY lexeme HAVING sum(tools) <> 0`);
    });
  }
}
