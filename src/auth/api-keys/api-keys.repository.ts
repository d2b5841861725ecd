import { Injectable } from '@nestjs/common';
import { In, MoreThan } from 'typeorm';
import type { ExpectedRevision } from '../../common/http/if-match.decorator.js';
import { Transactions } from '../../database/index.js';
import { ApiKey } from './api-key.entity.js';
import { type ApiKeyView, toApiKeyView } from './api-key-view.js';

/** What proves an agent. */
export type UsableApiKey = Pick<
  ApiKey,
  'id' | 'agentId' | 'permissions' | 'allowedAddresses' | 'expiresAt' | 'lastUsedAt'
>;

const USABLE = `
  SELECT id, agent_id AS "agentId", permissions, allowed_addresses AS "allowedAddresses", expires_at AS "expiresAt",
    last_used_at AS "lastUsedAt"
  FROM api_key WHERE hmac = ANY ($1::bytea[]) AND revoked_at IS NULL
`;

const TOUCH = `
  UPDATE api_key SET last_used_at = $2::timestamptz
  WHERE id = $1 AND (last_used_at IS NULL OR last_used_at <= $2::timestamptz - interval '1 minute')
`;

const LOCK_FOR_USE = `
  SELECT id, revoked_at AS "revokedAt" FROM api_key WHERE agent_id = $1 AND id::text = ANY ($2::text[]) FOR SHARE
`;

const INCLUDE_ANY = 'SELECT FROM api_key WHERE agent_id = $1 AND id::text = ANY ($2::text[]) LIMIT 1';

const MADE_WITH = `
  WITH RECURSIVE descendant AS (
    SELECT id FROM api_key WHERE made_with_id = $1 OR ($2 AND self_rotated AND replaces_id = $1)
    UNION SELECT k.id FROM api_key k
    JOIN descendant d ON k.made_with_id = d.id OR (k.self_rotated AND k.replaces_id = d.id)
  )
  SELECT k.id FROM api_key k JOIN descendant USING (id) WHERE k.revoked_at IS NULL
`;

/** Those that another instance is about to end are left to it. */
const RETIRED = `
  SELECT old.id FROM api_key old
  WHERE old.revoked_at IS NULL AND old.expires_at <= $1
    AND EXISTS (SELECT FROM api_key successor WHERE successor.replaces_id = old.id)
  LIMIT 100 FOR UPDATE SKIP LOCKED
`;

@Injectable()
export class ApiKeysRepository {
  constructor(private readonly transactions: Transactions) {}

  /** @param hmacs of one key, under every master key. */
  async findUsable(hmacs: Buffer[]): Promise<UsableApiKey | undefined> {
    const [key] = await this.transactions.prepared<UsableApiKey>('api-key-by-hmac', USABLE, [hmacs]);
    return key;
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

  /** The key of this agent among these ids. It cannot be revoked until the transaction ends. */
  async lockForUse(agentId: string, ids: readonly string[]): Promise<Pick<ApiKey, 'id' | 'revokedAt'> | undefined> {
    const rows = (await this.transactions.manager.query(LOCK_FOR_USE, [agentId, ids])) as ApiKey[];
    return rows[0];
  }

  /** Whether any of these ids is a key of the agent. */
  async includeAny(agentId: string, ids: readonly string[]): Promise<boolean> {
    return ((await this.transactions.manager.query(INCLUDE_ANY, [agentId, ids])) as unknown[]).length > 0;
  }

  /** Until the transaction ends, nobody else changes the key. */
  async lockForChange(id: string): Promise<void> {
    await this.transactions.manager.query('SELECT FROM api_key WHERE id = $1 FOR UPDATE', [id]);
  }

  hasSuccessor(id: string): Promise<boolean> {
    return this.transactions.of(ApiKey).existsBy({ replacesId: id });
  }

  /** Usable keys that were made with this one, those made with them, and so on. */
  findMadeWith(id: string): Promise<ApiKeyView[]> {
    return this.findByIds(MADE_WITH, id, false);
  }

  /** These, and the successor that the key gave itself, with whatever ends with that. */
  findEndingWith(id: string): Promise<ApiKeyView[]> {
    return this.findByIds(MADE_WITH, id, true);
  }

  /** Some of the keys that have a successor and whose overlap is over. Nobody else changes them until the transaction ends. */
  lockRetired(now: Date): Promise<ApiKeyView[]> {
    return this.findByIds(RETIRED, now);
  }

  async insert(key: ApiKey): Promise<void> {
    await this.transactions.of(ApiKey).insert(key);
  }

  /** Whether there was one of this revision to revoke. */
  revoke(id: string, expected: ExpectedRevision, revokedAt: Date): Promise<boolean> {
    return this.update(id, expected, { revokedAt });
  }

  async endAt(id: string, expiresAt: Date): Promise<void> {
    await this.update(id, 'any', { expiresAt });
  }

  /** Stores a key under the current master key, where it is stored under a previous one. */
  async rehash(id: string, hmac: Buffer): Promise<void> {
    await this.transactions.manager.query('UPDATE api_key SET hmac = $2 WHERE id = $1 AND hmac <> $2', [id, hmac]);
  }

  /** Notes the use of a key, to the minute: a write at each request would cost more than it tells. */
  async touch(id: string, now: Date): Promise<void> {
    await this.transactions.manager.query(TOUCH, [id, now]);
  }

  private async update(id: string, expected: ExpectedRevision, columns: Partial<ApiKey>): Promise<boolean> {
    const update = this.transactions.of(ApiKey).createQueryBuilder().update();
    update.set({ ...columns, revision: () => 'revision + 1' }).where('id = :id AND revoked_at IS NULL', { id });
    if (expected !== 'any') update.andWhere('revision = :expected', { expected });
    return (await update.execute()).affected === 1;
  }

  private async findByIds(query: string, ...parameters: readonly unknown[]): Promise<ApiKeyView[]> {
    const rows = (await this.transactions.manager.query(query, [...parameters])) as { id: string }[];
    const keys = await this.transactions.of(ApiKey).findBy({ id: In(rows.map((it) => it.id)) });
    return keys.map(toApiKeyView);
  }
}
