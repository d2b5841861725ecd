import { Injectable } from '@nestjs/common';
import { Transactions } from '../../database/index.js';
import { SqlParameters } from '../tools/sql-parameters.js';
import { TOOL_TABLES } from '../tools/tool-rows.js';
import { selectionToSql, type ToolSelection } from '../tools/tool-selection.sql.js';
import type { RankedTool, RankingPage } from './question.js';
import { rankedSql, type RankingRequest } from './ranking.sql.js';
import { fieldsOf, type TermWeight } from './term-weights.js';

export type { Breadth } from './ranking.sql.js';

const NIL = '00000000-0000-0000-0000-000000000000';

export interface ToolTerms {
  readonly toolId: string;
  readonly terms: ReadonlyMap<string, TermWeight>;
}

interface RankedRow {
  readonly id: string;
  readonly score: number;
  readonly matches: readonly { readonly lexeme: string; readonly fields: number }[];
}

/** The words of tools, and the tools about some words. */
@Injectable()
export class SearchRepository {
  constructor(private readonly transactions: Transactions) {}

  /** Those of the selection that fit best. */
  async rank({
    page,
    ...request
  }: Omit<RankingRequest, 'page'> & { readonly page: RankingPage }): Promise<RankedTool[]> {
    const parameters = new SqlParameters();
    const [score, id] = (page.after ?? [Infinity, NIL]).map((it) => parameters.bind(it));
    const sql = `
      WITH ${rankedSql({ ...request, page }, parameters)}, page AS MATERIALIZED (
        SELECT tool_id, score FROM ranked
        WHERE score < ${score}::float8 OR score = ${score}::float8 AND tool_id > ${id}::uuid
        ORDER BY score DESC, tool_id LIMIT ${parameters.bind(page.limit)}
      )
      SELECT tool_id AS id, score, (
        SELECT jsonb_agg(jsonb_build_object('lexeme', lexeme, 'fields', fields) ORDER BY lexeme)
        FROM tool_term JOIN asked USING (lexeme) WHERE tool_term.tool_id = page.tool_id
      ) AS matches
      FROM page ORDER BY score DESC, tool_id`;
    const rows: RankedRow[] = await this.transactions.manager.query(sql, parameters.values);
    return rows.map(({ matches, ...tool }) => ({
      ...tool,
      matches: matches.map(({ lexeme, fields }) => ({ lexeme, fields: fieldsOf(fields) })),
    }));
  }

  /** How many tools are selected; counts no further than asked. */
  async countSelected(selection: ToolSelection, most: number): Promise<number> {
    const parameters = new SqlParameters();
    const sql = `SELECT count(*)::int AS tools FROM (
      SELECT FROM ${TOOL_TABLES} WHERE ${selectionToSql(selection, parameters)} LIMIT ${parameters.bind(most)}
    ) AS selected`;
    const [row] = (await this.transactions.manager.query(sql, parameters.values)) as { tools: number }[];
    return row?.tools ?? 0;
  }

  async replace(tools: readonly ToolTerms[]): Promise<void> {
    const { manager } = this.transactions;
    const rows = tools.flatMap(({ toolId, terms }) =>
      [...terms].map(([lexeme, term]) => ({ toolId, lexeme, ...term })),
    );
    await manager.query('DELETE FROM tool_term WHERE tool_id = ANY($1::uuid[])', [tools.map((it) => it.toolId)]);
    await manager.query(
      `INSERT INTO tool_term (tool_id, lexeme, weight, fields)
       SELECT * FROM unnest($1::uuid[], $2::text[], $3::real[], $4::smallint[])`,
      [
        rows.map((it) => it.toolId),
        rows.map((it) => it.lexeme),
        rows.map((it) => it.weight),
        rows.map((it) => it.fields),
      ],
    );
  }
}
