import { Injectable } from '@nestjs/common';
import { Transactions } from '../../../database/index.js';
import type { ToolFilter } from '../../../policy/index.js';
import { SqlParameters } from '../../tools/sql-parameters.js';
import { toolFilterToSql } from '../../tools/tool-filter.sql.js';
import { TOOL_TABLES } from '../../tools/tool-rows.js';

/** A lexeme, and how many of the tools that are looked at have it. */
export interface KnownWord {
  readonly lexeme: string;
  readonly tools: number;
}

/** The words of the tools that somebody may see, and of no others. */
@Injectable()
export class VocabularyRepository {
  constructor(private readonly transactions: Transactions) {}

  /** How many visible tools have each of the lexemes; those that none has are absent. */
  async count(lexemes: readonly string[], visible: ToolFilter): Promise<Map<string, number>> {
    if (lexemes.length === 0) return new Map();
    const parameters = new SqlParameters();
    const sql = `SELECT term.lexeme, count(*)::int AS tools FROM ${seen(visible, parameters)}
      WHERE term.lexeme = ANY(${parameters.bind(lexemes)}::text[]) GROUP BY term.lexeme`;
    const rows: KnownWord[] = await this.transactions.manager.query(sql, parameters.values);
    return new Map(rows.map((it) => [it.lexeme, it.tools]));
  }

  async countTools(visible: ToolFilter): Promise<number> {
    const parameters = new SqlParameters();
    const sql = `SELECT count(*)::int AS tools FROM ${TOOL_TABLES} WHERE ${toolFilterToSql(visible, parameters)}`;
    const [row] = (await this.transactions.manager.query(sql, parameters.values)) as { tools: number }[];
    return row?.tools ?? 0;
  }

  /** Lexemes of visible tools that begin or end as a word does, and are about as long. */
  async similar(words: readonly string[], visible: ToolFilter): Promise<Map<string, KnownWord[]>> {
    if (words.length === 0) return new Map();
    const parameters = new SqlParameters();
    const sql = `SELECT wanted.word, term.lexeme, count(*)::int AS tools
      FROM unnest(${parameters.bind(words)}::text[]) AS wanted (word), ${seen(visible, parameters)}
      WHERE abs(length(term.lexeme) - length(wanted.word)) <= 2
        AND (left(term.lexeme, length(wanted.word) / 2) = left(wanted.word, length(wanted.word) / 2)
          OR right(term.lexeme, length(wanted.word) / 2) = right(wanted.word, length(wanted.word) / 2))
      GROUP BY 1, 2`;
    const rows: (KnownWord & { word: string })[] = await this.transactions.manager.query(sql, parameters.values);
    return new Map(words.map((word) => [word, rows.filter((it) => it.word === word)]));
  }
}

/** The terms of visible tools. */
function seen(visible: ToolFilter, parameters: SqlParameters): string {
  if (visible.match === 'all') return 'tool_term AS term';
  const ids = `SELECT t.id FROM ${TOOL_TABLES} WHERE ${toolFilterToSql(visible, parameters)}`;
  return `tool_term AS term JOIN (${ids}) AS visible ON visible.id = term.tool_id`;
}
