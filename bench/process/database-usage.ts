import type { Pool } from 'pg';
import { cpuSeconds } from './process-usage.js';

/** CPU time that each process of a database on this machine has used so far, in seconds. */
export type DatabaseUsage = ReadonlyMap<number, number>;

/** Those that serve clients of it. Processes that have ended are not among them. */
export async function databaseUsage(database: Pool): Promise<DatabaseUsage> {
  const { rows } = await database.query<{ pid: number }>(
    "SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND backend_type = 'client backend'",
  );
  return new Map(rows.map(({ pid }) => [pid, cpuSeconds(pid)]));
}

/** What was used between, by those that are there at the end. */
export function usedBetween(before: DatabaseUsage, after: DatabaseUsage): number {
  return [...after].reduce((sum, [pid, seconds]) => sum + seconds - (before.get(pid) ?? 0), 0);
}
