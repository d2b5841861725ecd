import { Injectable } from '@nestjs/common';
import { Transactions } from '../../database/index.js';
import { Tool } from './tool.entity.js';
import { SNAPSHOT_COLUMNS, TOOL_TABLES } from './tool-rows.js';
import type { ToolSnapshot } from './tool-snapshot.js';
import { ToolVersion } from './tool-version.entity.js';

/** Reads and writes tools and their versions. */
@Injectable()
export class ToolsRepository {
  constructor(private readonly transactions: Transactions) {}

  async findById(id: string): Promise<ToolSnapshot | undefined> {
    const [row] = await this.select('t.id = $1', [id]);
    return row;
  }

  /** The tool, locked until the transaction ends, so that what is read is what is changed. */
  async findForChange(id: string): Promise<ToolSnapshot | undefined> {
    // Locked before it is joined: a row that waited for its lock would be joined to the version before.
    await this.transactions.manager.query('SELECT FROM tool WHERE id = $1 FOR UPDATE', [id]);
    return this.findById(id);
  }

  /** At most `limit` tools with an id above `after`, by id. */
  findAfter(after: string | undefined, limit: number): Promise<ToolSnapshot[]> {
    return this.select('($1::uuid IS NULL OR t.id > $1::uuid) ORDER BY t.id LIMIT $2', [after ?? null, limit]);
  }

  /** The tools that were imported from a document; nobody else imports it until the transaction ends. */
  async findBySource(document: string): Promise<ToolSnapshot[]> {
    const { manager } = this.transactions;
    await manager.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`tool-import:${document}`]);
    await manager.query('SELECT FROM tool WHERE source_document = $1 ORDER BY id FOR UPDATE', [document]);
    return this.select('t.source_document = $1 ORDER BY t.id', [document]);
  }

  /** Those of `names` that a tool has, lower-cased. */
  async namesTaken(names: readonly string[]): Promise<Set<string>> {
    const rows: { name: string }[] = await this.transactions.manager.query(
      'SELECT lower(name) AS name FROM tool WHERE lower(name) COLLATE "C" = ANY($1::text[])',
      [names.map((it) => it.toLowerCase())],
    );
    return new Set(rows.map((it) => it.name));
  }

  async ownsAny(agentId: string): Promise<boolean> {
    return this.transactions.of(Tool).existsBy({ ownerId: agentId });
  }

  async delete(id: string): Promise<void> {
    await this.transactions.of(Tool).delete({ id });
  }

  async versionExists(toolId: string, version: string): Promise<boolean> {
    return this.transactions.of(ToolVersion).existsBy({ toolId, version });
  }

  private select(condition: string, values: unknown[]): Promise<ToolSnapshot[]> {
    const sql = `SELECT ${SNAPSHOT_COLUMNS} FROM ${TOOL_TABLES} WHERE ${condition}`;
    return this.transactions.manager.query(sql, values);
  }
}
