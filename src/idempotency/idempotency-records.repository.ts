import { Injectable } from '@nestjs/common';
import { LessThanOrEqual } from 'typeorm';
import { Transactions } from '../database/index.js';
import { IdempotencyRecord } from './idempotency-record.entity.js';

export type RecordKey = Pick<IdempotencyRecord, 'agentId' | 'route' | 'key'>;
export type Claim = Omit<IdempotencyRecord, 'status' | 'sealedReply'>;

/** Takes a free key; also one that has expired, or whose execution has died without a reply. */
const CLAIM = `
  INSERT INTO idempotency_record AS record
    (agent_id, route, key, claim_id, fingerprint, claimed_until, expires_at)
  VALUES ($1, $2, $3, $4, $5, $6, $7)
  ON CONFLICT (agent_id, route, key) DO UPDATE SET
    claim_id = excluded.claim_id, fingerprint = excluded.fingerprint, status = NULL, sealed_reply = NULL,
    claimed_until = excluded.claimed_until, expires_at = excluded.expires_at
  WHERE record.expires_at <= $8 OR (record.status IS NULL AND record.claimed_until <= $8)
  RETURNING claim_id
`;

@Injectable()
export class IdempotencyRecordsRepository {
  constructor(private readonly transactions: Transactions) {}

  /** Whether the key is now this claim's: of many at once, exactly one is told so. */
  async claim(claim: Claim, now: Date): Promise<boolean> {
    const { agentId, route, key, claimId, fingerprint, claimedUntil, expiresAt } = claim;
    const parameters = [agentId, route, key, claimId, fingerprint, claimedUntil, expiresAt, now];
    const rows = (await this.transactions.manager.query(CLAIM, parameters)) as unknown[];
    return rows.length > 0;
  }

  findByKey({ agentId, route, key }: RecordKey): Promise<IdempotencyRecord | null> {
    return this.transactions.of(IdempotencyRecord).findOneBy({ agentId, route, key });
  }

  /** Stores the reply, unless the record has been taken over since. */
  async complete(claimId: string, key: RecordKey, status: number, sealedReply: Buffer): Promise<void> {
    const { agentId, route } = key;
    await this.transactions
      .of(IdempotencyRecord)
      .update({ agentId, route, key: key.key, claimId }, { status, sealedReply });
  }

  async release(claimId: string, { agentId, route, key }: RecordKey): Promise<void> {
    await this.transactions.of(IdempotencyRecord).delete({ agentId, route, key, claimId });
  }

  async deleteExpired(now: Date): Promise<void> {
    await this.transactions.of(IdempotencyRecord).delete({ expiresAt: LessThanOrEqual(now) });
  }
}
