import { Injectable } from '@nestjs/common';
import { MoreThan } from 'typeorm';
import type { ExpectedRevision } from '../../common/http/if-match.decorator.js';
import { Transactions } from '../../database/index.js';
import { ApiKey } from './api-key.entity.js';
import { type ApiKeyView, toApiKeyView } from './api-key-view.js';

const TOUCH = `
  UPDATE api_key SET last_used_at = $2::timestamptz
  WHERE id = $1 AND (last_used_at IS NULL OR last_used_at < $2::timestamptz - interval '1 minute')
`;

@Injectable()
export class ApiKeysRepository {
  constructor(private readonly transactions: Transactions) {}

  async findByHmac(hmac: Buffer): Promise<ApiKeyView | undefined> {
    const key = await this.transactions.of(ApiKey).findOneBy({ hmac });
    return key ? toApiKeyView(key) : undefined;
  }

  async findOfAgent(agentId: string, id: string): Promise<ApiKeyView | undefined> {
    const key = await this.transactions.of(ApiKey).findOneBy({ agentId, id });
    return key ? toApiKeyView(key) : undefined;
  }

  /** In order of creation, from past `after`; one more than `limit`, where there is one. */
  async findPageOfAgent(agentId: string, limit: number, after: string | undefined): Promise<ApiKeyView[]> {
    const where = { agentId, ...(after !== undefined && { id: MoreThan(after) }) };
    const keys = await this.transactions.of(ApiKey).find({ where, order: { id: 'ASC' }, take: limit + 1 });
    return keys.map(toApiKeyView);
  }

  async insert(key: ApiKey): Promise<void> {
    await this.transactions.of(ApiKey).insert(key);
  }

  /** Whether there was one of this revision to revoke. */
  async revoke(id: string, expected: ExpectedRevision, revokedAt: Date): Promise<boolean> {
    const update = this.transactions.of(ApiKey).createQueryBuilder().update();
    update.set({ revokedAt, revision: () => 'revision + 1' }).where('id = :id AND revoked_at IS NULL', { id });
    if (expected !== 'any') update.andWhere('revision = :expected', { expected });
    return (await update.execute()).affected === 1;
  }

  /** Notes the use of a key, to the minute: a write at each request would cost more than it tells. */
  async touch(id: string, now: Date): Promise<void> {
    await this.transactions.manager.query(TOUCH, [id, now]);
  }
}
