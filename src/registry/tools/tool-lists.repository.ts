import { Injectable } from '@nestjs/common';
import type { Position } from '../../common/http/cursor.codec.js';
import { Transactions } from '../../database/index.js';
import type { ToolSort } from './dto/list-tools.query.js';
import { SqlParameters } from './sql-parameters.js';
import { SUMMARY_COLUMNS, TOOL_TABLES, type ToolSummary } from './tool-rows.js';
import { selectionToSql, type ToolSelection } from './tool-selection.sql.js';

interface ListRequest extends ToolSelection {
  readonly sort: ToolSort;
  /** The sort key and id of the last tool seen. */
  readonly after: Position | undefined;
  readonly limit: number;
}

const KEYS = {
  name: { column: 'lower(t.name) COLLATE "C"', type: 'text' },
  createdAt: { column: 't.created_at', type: 'timestamptz' },
};

/** Lists tools in a stable order. */
@Injectable()
export class ToolListsRepository {
  constructor(private readonly transactions: Transactions) {}

  find({ sort, after, limit, ...selection }: ListRequest): Promise<ToolSummary[]> {
    const parameters = new SqlParameters();
    const key = KEYS[sort.endsWith('name') ? 'name' : 'createdAt'];
    const [direction, beyond] = sort.startsWith('-') ? ['DESC', '<'] : ['ASC', '>'];
    const conditions = [selectionToSql(selection, parameters)];
    if (after) {
      const [value, id] = after.map((it) => parameters.bind(it));
      conditions.push(`(${key.column}, t.id) ${beyond} (${value}::${key.type}, ${id}::uuid)`);
    }
    const sql = `SELECT ${SUMMARY_COLUMNS} FROM ${TOOL_TABLES} WHERE ${conditions.join(' AND ')}
      ORDER BY ${key.column} ${direction}, t.id ${direction} LIMIT ${parameters.bind(limit)}`;
    return this.transactions.manager.query(sql, parameters.values);
  }
}
