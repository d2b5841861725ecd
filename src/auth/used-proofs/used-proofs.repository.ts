import { Injectable } from '@nestjs/common';
import { Transactions } from '../../database/index.js';

const CLAIM = 'INSERT INTO used_proof (digest, expires_at) VALUES ($1, $2) ON CONFLICT DO NOTHING RETURNING 1';

@Injectable()
export class UsedProofsRepository {
  constructor(private readonly transactions: Transactions) {}

  /** False when it is there already. */
  async insert(digest: Buffer, expiresAt: Date): Promise<boolean> {
    return (await this.transactions.prepared('used-proof', CLAIM, [digest, expiresAt])).length > 0;
  }

  async forgetExpired(now: Date): Promise<void> {
    await this.transactions.manager.query('DELETE FROM used_proof WHERE expires_at < $1', [now]);
  }
}
