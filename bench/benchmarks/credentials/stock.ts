import { createHash } from 'node:crypto';
import type { Client } from 'pg';
import { newId } from '../../../src/common/ids.js';
import type { Subject } from '../../servers/refilled-values.js';
import { storeAs, storeCopies } from './copies.js';

const RENEWED = 200;
/** More than are revoked in one measurement. */
const REVOKED = 10_000;

type Named = Required<Subject>;

/** The credentials of one registry: copies of one, and what measurements make of them and take away. */
export class Stock {
  /** Each is revoked once, and there again when the next measurement begins. Younger than all that is kept. */
  readonly revoked = subjectsOf(REVOKED);

  private constructor(
    private readonly database: Client,
    private readonly sampleId: string,
    /** Renewed again and again. */
    readonly renewed: readonly Named[],
    private readonly lastKept: string,
  ) {}

  /** Stores what is missing of so many. */
  static async fill(database: Client, sampleId: string, count: number): Promise<Stock> {
    const renewed = subjectsOf(RENEWED);
    await storeAs(database, sampleId, idsOf(renewed));
    const { rows } = await database.query<{ count: number }>('SELECT count(*)::integer FROM credential');
    await storeCopies(database, sampleId, Math.max(0, count - (rows[0]?.count ?? 0)));
    await database.query('VACUUM ANALYZE credential');
    return new Stock(database, sampleId, renewed, newId());
  }

  /** Leaves only what it was filled with: what is vended while it is measured does not add up. */
  async clear(): Promise<void> {
    await this.database.query('DELETE FROM credential WHERE id > $1', [this.lastKept]);
  }

  /** Stores those that are to be revoked. @throws Error where the last measurement has revoked them all. */
  async restock(): Promise<void> {
    const { rows } = await this.database.query<{ ended: number }>(
      'SELECT count(*)::integer AS ended FROM credential WHERE id > $1 AND revoked_at IS NOT NULL',
      [this.lastKept],
    );
    if (rows[0]?.ended === REVOKED) throw new Error('More credentials were to be revoked than there were');
    await this.clear();
    await storeAs(this.database, this.sampleId, idsOf(this.revoked));
  }
}

/** The HMACs are those under which `storeAs` stores them. */
function subjectsOf(count: number): Named[] {
  return Array.from({ length: count }, () => {
    const id = newId();
    return { id, hmac: createHash('sha256').update(id).digest('hex') };
  });
}

const idsOf = (subjects: readonly Named[]) => subjects.map(({ id }) => id);
