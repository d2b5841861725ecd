import { Injectable } from '@nestjs/common';
import { Transactions } from '../../database/index.js';
import { SqlParameters } from '../tools/sql-parameters.js';
import { SNAPSHOT_COLUMNS, TOOL_TABLES } from '../tools/tool-rows.js';
import type { ToolSnapshot } from '../tools/tool-snapshot.js';
import { selectionToSql, type ToolSelection } from '../tools/tool-selection.sql.js';

/** Reads whole tools, many of them. */
@Injectable()
export class ExportsRepository {
  constructor(private readonly transactions: Transactions) {}

  /** At most `limit` of the selected tools with an id above `after`, by id. */
  find(selection: ToolSelection, after: string | undefined, limit: number): Promise<ToolSnapshot[]> {
    const parameters = new SqlParameters();
    const conditions = [selectionToSql(selection, parameters)];
    if (after !== undefined) conditions.push(`t.id > ${parameters.bind(after)}::uuid`);
    const sql = `SELECT ${SNAPSHOT_COLUMNS} FROM ${TOOL_TABLES} WHERE ${conditions.join(' AND ')}
      ORDER BY t.id LIMIT ${parameters.bind(limit)}`;
    return this.transactions.manager.query(sql, parameters.values);
  }
}
