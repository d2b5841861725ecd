import { Injectable } from '@nestjs/common';
import { Transactions } from '../../database/index.js';
import type { QuotaCounter } from './quota-counter.entity.js';

export type QuotaKey = Omit<QuotaCounter, 'used'>;

const TAKE = `
  INSERT INTO quota_counter AS counter (policy_id, starts_at, ends_at, agent_key, tool_key, used)
  VALUES ($1, $2, $3, $4, $5, 1)
  ON CONFLICT ON CONSTRAINT quota_counter_pkey
  DO UPDATE SET used = counter.used + 1 WHERE counter.used < $6
  RETURNING used`;

const USED = `
  SELECT tool_key AS "toolKey", used FROM quota_counter
  WHERE policy_id = $1 AND starts_at = $2 AND ends_at = $3 AND agent_key = $4`;

/** Instances that prune at the same moment leave each other's rows alone. */
const PRUNE = `
  DELETE FROM quota_counter WHERE ctid IN (
    SELECT ctid FROM quota_counter WHERE ends_at < $1 LIMIT $2 FOR UPDATE SKIP LOCKED
  ) RETURNING 1`;

@Injectable()
export class QuotaCountersRepository {
  constructor(private readonly transactions: Transactions) {}

  /** Counts one more where fewer than `limit` are used. Says how many are used then; undefined where none was left. */
  async take(key: QuotaKey, limit: number): Promise<number | undefined> {
    const { policyId, startsAt, endsAt, agentKey, toolKey } = key;
    const values = [policyId, startsAt, endsAt, agentKey, toolKey, limit];
    const [row] = await this.transactions.prepared<Pick<QuotaCounter, 'used'>>('quota-take', TAKE, values);
    return row?.used;
  }

  /** How many are used, by the key of the tool; nothing about tools of which none is. */
  async findUsed(key: Omit<QuotaKey, 'toolKey'>): Promise<Map<string, number>> {
    const values = [key.policyId, key.startsAt, key.endsAt, key.agentKey];
    const rows = await this.transactions.prepared<Pick<QuotaCounter, 'toolKey' | 'used'>>('quota-used', USED, values);
    return new Map(rows.map(({ toolKey, used }) => [toolKey, used]));
  }

  /** Deletes at most `most` counters of windows that ended before, and says how many. */
  async deleteEndedBefore(moment: Date, most: number): Promise<number> {
    return (await this.transactions.prepared('quota-prune', PRUNE, [moment, most])).length;
  }
}
