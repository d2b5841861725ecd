import { Injectable } from '@nestjs/common';
import { Transactions } from '../../database/index.js';
import { SqlParameters } from '../tools/sql-parameters.js';
import { TOOL_TABLES } from '../tools/tool-rows.js';
import { selectionToSql, type ToolSelection } from '../tools/tool-selection.sql.js';
import type { ToolStatus } from '../tools/tool-status.js';
import { type NearestRequest, nearestToolsSql } from './nearest-tools.sql.js';
import type { Match } from './question.js';
import { fieldsOf, type TermWeight } from './term-weights.js';

export interface ToolTerms {
  readonly toolId: string;
  readonly terms: ReadonlyMap<string, TermWeight>;
}

/** A tool that fits, before its name counts. */
export interface NearTool {
  readonly id: string;
  readonly score: number;
  readonly status: ToolStatus;
  /** The lexemes of its name. */
  readonly name: readonly string[];
}

/** The words of tools, and the tools about some words. */
@Injectable()
export class SearchRepository {
  constructor(private readonly transactions: Transactions) {}

  /** Those of the selection that fit best, in no order. */
  async nearest(request: NearestRequest): Promise<NearTool[]> {
    const parameters = new SqlParameters();
    const sql = nearestToolsSql(request, parameters);
    const rows: (Omit<NearTool, 'name'> & { name: string[] | null })[] = await this.transactions.manager.query(
      sql,
      parameters.values,
    );
    return rows.map((it) => ({ ...it, name: it.name ?? [] }));
  }

  /** Which of the lexemes each tool has, and where; by id. */
  async matches(toolIds: readonly string[], lexemes: readonly string[]): Promise<Map<string, Match[]>> {
    const found = new Map<string, Match[]>(toolIds.map((it) => [it, []]));
    if (toolIds.length === 0) return found;
    const sql = `SELECT tool_id AS id, lexeme, fields FROM tool_term
      WHERE tool_id = ANY ($1::uuid[]) AND lexeme = ANY ($2::text[]) ORDER BY lexeme`;
    const rows: { id: string; lexeme: string; fields: number }[] = await this.transactions.manager.query(sql, [
      toolIds,
      lexemes,
    ]);
    for (const { id, lexeme, fields } of rows) found.get(id)?.push({ lexeme, fields: fieldsOf(fields) });
    return found;
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
