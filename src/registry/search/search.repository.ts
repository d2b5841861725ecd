import { Injectable } from '@nestjs/common';
import { Transactions } from '../../database/index.js';
import type { ToolFilter } from '../../policy/index.js';
import { SqlParameters } from '../tools/sql-parameters.js';
import { toolFilterToSql } from '../tools/tool-filter.sql.js';
import { SUMMARY_COLUMNS, TOOL_TABLES, type ToolSummary } from '../tools/tool-rows.js';
import { selectionToSql, type ToolSelection } from '../tools/tool-selection.sql.js';

export interface WeighedTerm {
  readonly lexeme: string;
  readonly toolId: string;
  readonly weight: number;
}

interface SearchRequest extends ToolSelection {
  /** As the analyzer makes them. */
  readonly words: readonly string[];
  readonly limit: number;
}

export type ToolHit = ToolSummary & { readonly score: number };

/** The words of tools, and the tools about some words. */
@Injectable()
export class SearchRepository {
  constructor(private readonly transactions: Transactions) {}

  /**
   * Ranks those tools of the selection that have at least one of the words; rare words count for more. How rare they are
   * is counted among the visible tools alone, or the scores would tell of others.
   */
  async search({ words, limit, ...selection }: SearchRequest): Promise<ToolHit[]> {
    if (words.length === 0) return [];
    const parameters = new SqlParameters();
    const lexemes = parameters.bind(words);
    const sql = `
      WITH term AS (
        SELECT * FROM tool_term WHERE lexeme = ANY(${lexemes}::text[])
      ), ${wordsAmong(selection.visible, parameters)}, hit AS (
        SELECT term.tool_id, sum(term.weight * word.rarity) AS score
        FROM word JOIN term USING (lexeme) GROUP BY term.tool_id
      )
      SELECT ${SUMMARY_COLUMNS}, hit.score
      FROM ${TOOL_TABLES} JOIN hit ON hit.tool_id = t.id
      WHERE ${selectionToSql(selection, parameters)}
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
