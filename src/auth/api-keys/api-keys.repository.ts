import { Injectable } from '@nestjs/common';
import { Transactions } from '../../database/index.js';
import { ApiKey } from './api-key.entity.js';

const TOUCH = `
  UPDATE api_key SET last_used_at = $2
  WHERE id = $1 AND (last_used_at IS NULL OR last_used_at < $2 - interval '1 minute')
`;

@Injectable()
export class ApiKeysRepository {
  constructor(private readonly transactions: Transactions) {}

  findByHmac(hmac: Buffer): Promise<ApiKey | null> {
    return this.transactions.of(ApiKey).findOneBy({ hmac });
  }

  /** Notes the use of a key, to the minute: a write at each request would cost more than it tells. */
  async touch(id: string, now: Date): Promise<void> {
    await this.transactions.manager.query(TOUCH, [id, now]);
  }
}
