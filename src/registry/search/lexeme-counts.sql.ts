import type { ToolFilter } from '../../policy/index.js';
import type { SqlParameters } from '../tools/sql-parameters.js';
import { toolFilterToSql } from '../tools/tool-filter.sql.js';
import { TOOL_TABLES } from '../tools/tool-rows.js';

/** Rows of `lexeme` and `tools`; the sum over a lexeme is how many of the tools have it. */
export function countsSource(among: ToolFilter, parameters: SqlParameters): string {
  if (among.match === 'all') return 'lexeme_count';
  return `(SELECT term.lexeme, 1 AS tools FROM ${TOOL_TABLES} JOIN tool_term term ON term.tool_id = t.id
    WHERE ${toolFilterToSql(among, parameters)})`;
}

/** How much a lexeme says that so many of all tools have; the idf of BM25. */
export function raritySql(tools: string, all: string): string {
  return `ln(1 + (greatest(${all} - ${tools}, 0) + 0.5) / (${tools} + 0.5))`;
}
