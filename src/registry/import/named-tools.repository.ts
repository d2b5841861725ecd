import { Injectable } from '@nestjs/common';
import { Transactions } from '../../database/index.js';
import { SNAPSHOT_COLUMNS, TOOL_TABLES } from '../tools/tool-rows.js';
import type { ToolSnapshot } from '../tools/tool-snapshot.js';

/** In one order, so that two who change the same tools do not wait for each other in a circle. */
const LOCK = `
  SELECT id FROM tool WHERE lower(name) COLLATE "C" = ANY ($1::text[]) ORDER BY lower(name) COLLATE "C" FOR UPDATE`;
const FIND = `SELECT ${SNAPSHOT_COLUMNS} FROM ${TOOL_TABLES} WHERE t.id = ANY ($1::uuid[])`;

@Injectable()
export class NamedToolsRepository {
  constructor(private readonly transactions: Transactions) {}

  /** The tools that have these names, in whatever case, locked until the transaction ends. */
  async findForChange(names: readonly string[]): Promise<ToolSnapshot[]> {
    const { manager } = this.transactions;
    const wanted = names.map((it) => it.toLowerCase());
    const locked: { id: string }[] = await manager.query(LOCK, [wanted]);
    return manager.query(FIND, [locked.map(({ id }) => id)]);
  }
}
