import { Injectable } from '@nestjs/common';
import { Transactions } from '../../database/index.js';
import { SecretDisposal } from './secret-disposal.entity.js';
import type { StoredSecret } from './stored-secret.js';

const CLAIM = `
  UPDATE secret_disposal SET attempts = attempts + 1, due_at = $2
  WHERE value_id IN (
    SELECT value_id FROM secret_disposal WHERE due_at <= $1 ORDER BY due_at LIMIT $3 FOR UPDATE SKIP LOCKED)
  RETURNING value_id AS "valueId", tool_id AS "toolId", slot, agent_id AS "agentId", origin, store
`;

@Injectable()
export class SecretDisposalsRepository {
  constructor(private readonly transactions: Transactions) {}

  /** The value is deleted at `dueAt`, unless it becomes known before. */
  async announce({ ref, store }: StoredSecret, dueAt: Date): Promise<void> {
    const { agentId = null, ...rest } = ref;
    await this.transactions.of(SecretDisposal).insert({ ...rest, agentId, store, dueAt, attempts: 0 });
  }

  /** The value is known. False when its deletion has begun. */
  async revoke(valueId: string): Promise<boolean> {
    const { affected } = await this.transactions.of(SecretDisposal).delete({ valueId, attempts: 0 });
    return affected === 1;
  }

  async hasten(valueId: string, dueAt: Date): Promise<void> {
    await this.transactions.of(SecretDisposal).update({ valueId }, { dueAt });
  }

  /** Values whose deletion is due, claimed for one caller until `retryAt`. */
  async claim(now: Date, retryAt: Date, limit: number): Promise<StoredSecret[]> {
    const [rows] = (await this.transactions.manager.query(CLAIM, [now, retryAt, limit])) as [SecretDisposal[]];
    return rows.map(({ store, agentId, ...ref }) => ({ store, ref: { ...ref, ...(agentId && { agentId }) } }));
  }

  async done(valueId: string): Promise<void> {
    await this.transactions.of(SecretDisposal).delete({ valueId });
  }
}
