import type { Client } from 'pg';
import { eventually } from './eventually.js';

/** As many as the pools of two instances let ask the database at once. */
const WAITING = 10;

/**
 * Lets go of a row when so many who have seen it as it was wait for it; they are answered after that.
 *
 * @param meanwhile what happens while they wait.
 */
export async function whileLocked<T>(
  database: Client,
  table: string,
  id: string,
  ask: () => T[],
  { waiting = WAITING, meanwhile = async (): Promise<unknown> => undefined } = {},
): Promise<T[]> {
  await database.query('BEGIN');
  try {
    await database.query(`SELECT FROM ${table} WHERE id = $1 FOR UPDATE`, [id]);
    const asked = ask();
    await eventually(async () => expect(await countWaiting(database)).toBeGreaterThanOrEqual(waiting));
    await meanwhile();
    return asked;
  } finally {
    await database.query('COMMIT');
  }
}

/** How many wait for a lock. A transaction sees the same activity until it clears its snapshot. */
export async function countWaiting(database: Client): Promise<number> {
  await database.query('SELECT pg_stat_clear_snapshot()');
  const { rows } = await database.query<{ count: number }>(
    `SELECT count(*)::int FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`,
  );
  return rows[0]?.count ?? 0;
}
