import { Injectable } from '@nestjs/common';
import { Transactions } from '../../database/index.js';
import type { ToolFilter } from '../../policy/index.js';
import { SqlParameters } from '../tools/sql-parameters.js';
import { countsSource } from './lexeme-counts.sql.js';

/** What every tool has: how many have it is how many tools there are. */
export const ANY_TOOL = '';

/** How many tools have a lexeme. */
@Injectable()
export class LexemeCountsRepository {
  constructor(private readonly transactions: Transactions) {}

  async countTools(): Promise<number> {
    return (await this.count([ANY_TOOL], { match: 'all' })).get(ANY_TOOL) ?? 0;
  }

  /** How many of the tools have each lexeme; those that none has are absent. */
  async count(lexemes: readonly string[], among: ToolFilter): Promise<Map<string, number>> {
    const parameters = new SqlParameters();
    const sql = `
      SELECT lexeme, sum(tools)::int AS tools FROM ${countsSource(among, parameters)} AS known
      WHERE lexeme = ANY (${parameters.bind(lexemes)}::text[]) GROUP BY lexeme HAVING sum(tools) > 0`;
    const rows: { lexeme: string; tools: number }[] = await this.transactions.manager.query(sql, parameters.values);
    return new Map(rows.map((it) => [it.lexeme, it.tools]));
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
