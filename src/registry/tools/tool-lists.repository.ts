import { Injectable } from '@nestjs/common';
import type { Position } from '../../common/http/cursor.codec.js';
import { Transactions } from '../../database/index.js';
import type { ToolSort } from './dto/list-tools.query.js';
import { SqlParameters } from './sql-parameters.js';
import type { Facet, FacetCount } from './tool-facets.js';
import { SUMMARY_COLUMNS, TOOL_TABLES, type ToolSummary } from './tool-rows.js';
import { NAME_KEY, selectionToSql, type ToolSelection } from './tool-selection.sql.js';

const MOST_VALUES = 50;

interface ListRequest extends ToolSelection {
  readonly sort: ToolSort;
  /** The sort key and id of the last tool seen. */
  readonly after: Position | undefined;
  readonly limit: number;
}

const KEYS = {
  name: { column: NAME_KEY, type: 'text' },
  createdAt: { column: 't.created_at', type: 'timestamptz' },
  updatedAt: { column: 't.updated_at', type: 'timestamptz' },
};

const VALUES: Readonly<Record<Facet, string>> = {
  tag: 'unnest(t.tags)',
  type: 'v.tool_type',
  owner: 't.owner_id::text',
  status: 't.status',
};

/** Lists tools in a stable order, and counts them. */
@Injectable()
export class ToolListsRepository {
  constructor(private readonly transactions: Transactions) {}

  find({ sort, after, limit, ...selection }: ListRequest): Promise<ToolSummary[]> {
    const parameters = new SqlParameters();
    const key = KEYS[sort.replace('-', '') as keyof typeof KEYS];
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

  /** The values that most tools of the selection have, and how many have them. */
  count(facet: Facet, selection: ToolSelection): Promise<FacetCount[]> {
    const parameters = new SqlParameters();
    const sql = `SELECT ${VALUES[facet]} AS value, count(*)::int AS count FROM ${TOOL_TABLES}
      WHERE ${selectionToSql(selection, parameters)}
      GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT ${parameters.bind(MOST_VALUES)}`;
    return this.transactions.manager.query(sql, parameters.values);
  }
}
