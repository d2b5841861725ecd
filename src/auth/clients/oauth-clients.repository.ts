import { Injectable } from '@nestjs/common';
import { MoreThan } from 'typeorm';
import type { ExpectedRevision } from '../../common/http/if-match.decorator.js';
import { Transactions } from '../../database/index.js';
import { OAuthClient } from './oauth-client.entity.js';

const TOUCH = `
  UPDATE oauth_client SET last_used_at = $2::timestamptz
  WHERE id = $1 AND (last_used_at IS NULL OR last_used_at < $2::timestamptz - interval '1 minute')
`;

const AMONG = 'SELECT id FROM oauth_client WHERE agent_id = $1 AND id::text = ANY ($2::text[])';

const REHASH = `
  UPDATE oauth_client SET
    secret_hmac = CASE WHEN secret_hmac = ANY ($3::bytea[]) THEN $2 ELSE secret_hmac END,
    previous_hmac = CASE WHEN previous_hmac = ANY ($3::bytea[]) THEN $2 ELSE previous_hmac END
  WHERE id = $1 AND (secret_hmac = ANY ($3::bytea[]) OR previous_hmac = ANY ($3::bytea[]))
`;

@Injectable()
export class OAuthClientsRepository {
  constructor(private readonly transactions: Transactions) {}

  findById(id: string): Promise<OAuthClient | null> {
    return this.transactions.of(OAuthClient).findOneBy({ id });
  }

  findOfAgent(agentId: string, id: string): Promise<OAuthClient | null> {
    return this.transactions.of(OAuthClient).findOneBy({ agentId, id });
  }

  /** In order of creation, from past `after`; one more than `limit`, where there is one. */
  findPageOfAgent(agentId: string, limit: number, after: string | undefined): Promise<OAuthClient[]> {
    const where = { agentId, ...(after !== undefined && { id: MoreThan(after) }) };
    return this.transactions.of(OAuthClient).find({ where, order: { id: 'ASC' }, take: limit + 1 });
  }

  /** Those of these ids that are clients of the agent. */
  async findIdsAmong(agentId: string, ids: readonly string[]): Promise<string[]> {
    const rows = (await this.transactions.manager.query(AMONG, [agentId, ids])) as { id: string }[];
    return rows.map(({ id }) => id);
  }

  async insert(client: OAuthClient): Promise<void> {
    await this.transactions.of(OAuthClient).insert(client as never);
  }

  /** Writes these columns to a client that is not revoked, and says whether there was one of this revision. */
  async update(id: string, expected: ExpectedRevision, columns: Partial<OAuthClient>): Promise<boolean> {
    const update = this.transactions.of(OAuthClient).createQueryBuilder().update();
    update.set({ ...columns, revision: () => 'revision + 1' } as never);
    update.where('id = :id AND revoked_at IS NULL', { id });
    if (expected !== 'any') update.andWhere('revision = :expected', { expected });
    return (await update.execute()).affected === 1;
  }

  /** Replaces those HMACs of one secret that are not the first of these by the first. */
  async rehash(id: string, [current, ...previous]: readonly Buffer[]): Promise<void> {
    await this.transactions.manager.query(REHASH, [id, current, previous]);
  }

  /** Notes the use of a client, to the minute: a write for each token would cost more than it tells. */
  async touch(id: string, now: Date): Promise<void> {
    await this.transactions.manager.query(TOUCH, [id, now]);
  }
}
