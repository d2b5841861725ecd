import { Injectable } from '@nestjs/common';
import { Transactions } from '../../database/index.js';
import type { ToolFilter } from '../../policy/index.js';
import { SqlParameters } from '../tools/sql-parameters.js';
import { toolFilterToSql } from '../tools/tool-filter.sql.js';
import { TOOL_TABLES } from '../tools/tool-rows.js';
import { selectionToSql, type ToolSelection } from '../tools/tool-selection.sql.js';
import type { QuestionTerm, RankedTool } from './question.js';
import type { RankingPage } from './ranking.js';

const NIL = '00000000-0000-0000-0000-000000000000';

export interface WeighedTerm {
  readonly lexeme: string;
  readonly toolId: string;
  readonly weight: number;
}

/** The words of tools, and the tools about some words. */
@Injectable()
export class SearchRepository {
  constructor(private readonly transactions: Transactions) {}

  /**
   * Ranks those tools of the selection that have at least one of the words; rare words count for more. How rare they are
   * is counted among the visible tools alone, or the scores would tell of others.
   */
  async rank(
    terms: readonly QuestionTerm[],
    selection: ToolSelection,
    { limit, after }: RankingPage,
  ): Promise<RankedTool[]> {
    if (terms.length === 0) return [];
    const parameters = new SqlParameters();
    const lexemes = parameters.bind(terms.map((it) => it.lexeme));
    const weights = parameters.bind(terms.map((it) => it.weight));
    const [score, id] = (after ?? [Infinity, NIL]).map((it) => parameters.bind(it));
    const sql = `
      WITH asked AS (
        SELECT * FROM unnest(${lexemes}::text[], ${weights}::float8[]) AS asked (lexeme, weight)
      ), term AS (
        SELECT * FROM tool_term WHERE lexeme = ANY(${lexemes}::text[])
      ), ${wordsAmong(selection.visible, parameters)}, hit AS (
        SELECT term.tool_id, round(sum(term.weight * word.rarity * asked.weight)::numeric, 6)::float8 AS score,
          jsonb_agg(jsonb_build_object('lexeme', lexeme, 'fields', '[]'::jsonb) ORDER BY lexeme) AS matches
        FROM word JOIN term USING (lexeme) JOIN asked USING (lexeme) GROUP BY term.tool_id
      )
      SELECT t.id, hit.score, hit.matches
      FROM ${TOOL_TABLES} JOIN hit ON hit.tool_id = t.id
      WHERE ${selectionToSql(selection, parameters)}
        AND (hit.score < ${score}::float8 OR hit.score = ${score}::float8 AND t.id > ${id}::uuid)
      ORDER BY hit.score DESC, t.id LIMIT ${parameters.bind(limit)}`;
    return this.transactions.manager.query(sql, parameters.values);
  }

  async replace(toolIds: readonly string[], terms: readonly WeighedTerm[]): Promise<void> {
    const { manager } = this.transactions;
    await manager.query('DELETE FROM tool_term WHERE tool_id = ANY($1::uuid[])', [toolIds]);
    await manager.query(
      'INSERT INTO tool_term (lexeme, tool_id, weight) SELECT * FROM unnest($1::text[], $2::uuid[], $3::real[])',
      [terms.map((it) => it.lexeme), terms.map((it) => it.toolId), terms.map((it) => it.weight)],
    );
  }
}

/** The words of `term` and how rare each is among the visible tools. */
function wordsAmong(visible: ToolFilter, parameters: SqlParameters): string {
  const word = (tools: string, terms: string) => `word AS (
        SELECT lexeme, ln(1 + ((SELECT count(*) FROM ${tools}) - count(*) + 0.5) / (count(*) + 0.5)) AS rarity
        FROM ${terms} GROUP BY lexeme
      )`;
  // Who may see all tools, as most do, is spared the counting of which.
  if (visible.match === 'all') return word('tool', 'term');
  return `visible AS (
        SELECT t.id FROM ${TOOL_TABLES} WHERE ${toolFilterToSql(visible, parameters)}
      ), ${word('visible', 'term JOIN visible ON visible.id = term.tool_id')}`;
}
