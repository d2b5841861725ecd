import { Injectable } from '@nestjs/common';
import { Transactions } from '../../database/index.js';
import { SNAPSHOT_COLUMNS, TOOL_TABLES } from '../tools/tool-rows.js';
import type { ToolSnapshot } from '../tools/tool-snapshot.js';
import { type NextVersion, ToolsRepository } from '../tools/tools.repository.js';
import type { KnownVersions } from '../versions/version-number.js';
import type { DocumentSource } from './import-situation.js';

const FIND_BY_SOURCE = `SELECT id FROM tool WHERE source_document = $1 AND source_kind = $2`;
const FIND_BY_NAME = `SELECT id FROM tool WHERE lower(name) COLLATE "C" = ANY ($1::text[])`;
/** In one order, so that two who change the same tools do not wait for each other in a circle. */
const LOCK = 'SELECT FROM tool WHERE id = ANY ($1::uuid[]) ORDER BY id FOR UPDATE';
const FIND = `SELECT ${SNAPSHOT_COLUMNS} FROM ${TOOL_TABLES} WHERE t.id = ANY ($1::uuid[]) ORDER BY t.id`;

/** The tools that are there before an import. Those that it is to change are held until the transaction ends. */
@Injectable()
export class KnownToolsRepository {
  constructor(
    private readonly transactions: Transactions,
    private readonly tools: ToolsRepository,
  ) {}

  /** The tools that were imported from a document. */
  async findBySource({ document, kind }: DocumentSource, toChange: boolean): Promise<ToolSnapshot[]> {
    const found: { id: string }[] = await this.transactions.manager.query(FIND_BY_SOURCE, [document, kind]);
    return this.select(found, toChange);
  }

  /** The tools that have these names, in whatever case. */
  async findByName(names: readonly string[], toChange: boolean): Promise<ToolSnapshot[]> {
    const wanted = names.map((it) => it.toLowerCase());
    const found: { id: string }[] = await this.transactions.manager.query(FIND_BY_NAME, [wanted]);
    return this.select(found, toChange);
  }

  /** Nobody else imports a document of this name until the transaction ends. */
  async holdDocument(document: string): Promise<void> {
    const sql = 'SELECT pg_advisory_xact_lock(hashtextextended($1, 0))';
    await this.transactions.manager.query(sql, [`tool-import:${document}`]);
  }

  /** The names of tools that begin with a prefix, in lower case. */
  async namesBeginningWith(prefix: string): Promise<Set<string>> {
    const key = 'lower(name) COLLATE "C"';
    const rows: { name: string }[] = await this.transactions.manager.query(
      `SELECT lower(name) AS name FROM tool WHERE ${key} >= $1 AND ${key} < $1 || '~'`,
      [prefix.toLowerCase()],
    );
    return new Set(rows.map((it) => it.name));
  }

  /** What the next versions of these tools have to be compared with, by the tools' ids. */
  versionsOf(next: readonly NextVersion[]): Promise<Map<string, KnownVersions>> {
    return this.tools.knownVersionsOf(next);
  }

  private async select(found: readonly { readonly id: string }[], toChange: boolean): Promise<ToolSnapshot[]> {
    const ids = found.map(({ id }) => id);
    if (toChange) await this.hold(ids);
    return this.transactions.manager.query(FIND, [ids]);
  }

  private async hold(ids: readonly string[]): Promise<void> {
    await this.transactions.close('tool', ids);
    await this.transactions.manager.query(LOCK, [ids]);
  }
}
