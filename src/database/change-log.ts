import { Injectable } from '@nestjs/common';
import type { Client } from 'pg';
import { poolOf } from './pool.js';
import { Transactions } from './transactions.js';
import { DataSource } from 'typeorm';

export const CHANGE_CHANNEL = 'change';

/** More changes than this at once are not worth telling apart. */
const MOST_AT_ONCE = 1000;

export interface Change {
  readonly topic: string;
  readonly key: string;
}

/** What changed beyond a snapshot, and the snapshot up to which that is complete. */
export interface ChangesSince {
  /** Undefined: too many to list. */
  readonly changes: readonly Change[] | undefined;
  readonly snapshot: string;
}

type Queryable = Pick<Client, 'query'>;

/** The table behind the change feed. Snapshots, not times or ids, tell what a reader has not seen: ids commit out of order. */
@Injectable()
export class ChangeLog {
  constructor(
    private readonly transactions: Transactions,
    private readonly dataSource: DataSource,
  ) {}

  /** Writes a change and notifies the listeners of every instance, both when the current transaction commits. */
  async append({ topic, key }: Change): Promise<void> {
    await this.transactions.manager.query(
      `WITH announced AS (INSERT INTO "change" ("topic", "key") VALUES ($1, $2))
       SELECT pg_notify('${CHANGE_CHANNEL}', $3)`,
      [topic, key, JSON.stringify([topic, key])],
    );
  }

  async snapshot(connection: Queryable = this.pool): Promise<string> {
    const { rows } = await connection.query<{ snapshot: string }>('SELECT pg_current_snapshot()::text AS "snapshot"');
    return rows[0]?.snapshot ?? '';
  }

  /** Changes that were not visible in the snapshot and are now. */
  async since(snapshot: string, connection: Queryable = this.pool): Promise<ChangesSince> {
    const { rows } = await connection.query<Change & { snapshot: string }>(
      `SELECT pg_current_snapshot()::text AS "snapshot", c."topic", c."key"
       FROM (SELECT 1) AS "one"
       LEFT JOIN LATERAL (
         SELECT "topic", "key" FROM "change"
         WHERE "transaction" >= pg_snapshot_xmin($1::pg_snapshot) AND NOT pg_visible_in_snapshot("transaction", $1::pg_snapshot)
         LIMIT ${MOST_AT_ONCE + 1}
       ) AS c ON true`,
      [snapshot],
    );
    const changes = rows.filter(({ topic }) => topic !== null);
    return { snapshot: rows[0]?.snapshot ?? snapshot, changes: changes.length > MOST_AT_ONCE ? undefined : changes };
  }

  /** Forgets what every instance has long heard of. */
  async prune(olderThan: Date): Promise<void> {
    await this.pool.query('DELETE FROM "change" WHERE "at" < $1', [olderThan]);
  }

  private get pool() {
    return poolOf(this.dataSource);
  }
}
