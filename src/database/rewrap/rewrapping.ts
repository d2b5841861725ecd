import { Injectable } from '@nestjs/common';
import { DiscoveryService } from '@nestjs/core';
import { Keyring } from '../../common/crypto/keyring.js';
import { INSTALLATION_CHECK, installationCheck } from '../installation.js';
import { Transactions } from '../transactions.js';
import { type SealedColumn, Seals } from './sealed-column.js';

const BATCH = 100;

interface SealedRow {
  readonly place: string;
  readonly sealed: Buffer;
  readonly context: string[];
}

export interface Rewrapped {
  readonly table: string;
  readonly values: number;
}

/** Seals under the current master key what rests under a previous one, while instances run. */
@Injectable()
export class Rewrapping {
  constructor(
    private readonly discovery: DiscoveryService,
    private readonly transactions: Transactions,
    private readonly keyring: Keyring,
  ) {}

  /**
   * Afterwards no sealed value needs a previous master key, and the database accepts starts without it.
   *
   * @returns how many values were sealed anew in each table.
   * @throws Error for a value that opens under no known key; what was sealed anew before stays so.
   */
  async run(): Promise<Rewrapped[]> {
    const done: Rewrapped[] = [];
    for (const column of this.columns()) done.push({ table: column.table, values: await this.rewrapAll(column) });
    const check = installationCheck(this.keyring);
    await this.transactions.manager.query(`UPDATE "installation" SET "${INSTALLATION_CHECK}" = $1`, [check]);
    return done;
  }

  private columns(): SealedColumn[] {
    const providers = this.discovery.getProviders({ metadataKey: Seals.KEY });
    return providers.map((it) => this.discovery.getMetadataByDecorator(Seals, it)).filter((it) => it !== undefined);
  }

  private async rewrapAll(column: SealedColumn): Promise<number> {
    let values = 0;
    for (;;) {
      const rows = await this.batch(column);
      for (const row of rows) values += await this.rewrap(column, row);
      if (rows.length < BATCH) return values;
    }
  }

  private batch({ table, column, contextColumns }: SealedColumn): Promise<SealedRow[]> {
    const columns = contextColumns.map((it) => `coalesce("${it}"::text, '')`).join(', ');
    const prefix = this.keyring.currentPrefix;
    return this.transactions.manager.query(
      `SELECT ctid::text AS place, "${column}" AS sealed, ARRAY[${columns}] AS context FROM "${table}"
       WHERE substring("${column}" FROM 1 FOR ${prefix.length}) <> $1 LIMIT ${BATCH}`,
      [prefix],
    );
  }

  /** A value that an instance has changed or deleted meanwhile is left as it is: whatever is new is sealed as it should be. */
  private async rewrap({ table, column, purpose, context }: SealedColumn, row: SealedRow): Promise<number> {
    const place = context(...row.context);
    const anew = this.keyring.seal(purpose, this.keyring.open(purpose, row.sealed, place), place);
    const sql = `WITH done AS (
      UPDATE "${table}" SET "${column}" = $1 WHERE ctid = $2::tid AND "${column}" = $3 RETURNING 1
    ) SELECT count(*)::int AS count FROM done`;
    const [{ count }] = (await this.transactions.manager.query(sql, [anew, row.place, row.sealed])) as [
      { count: number },
    ];
    return count;
  }
}
