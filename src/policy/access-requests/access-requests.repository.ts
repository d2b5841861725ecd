import { Injectable } from '@nestjs/common';
import { QueryFailedError, type SelectQueryBuilder } from 'typeorm';
import { Transactions } from '../../database/index.js';
import { AccessRequest } from './access-request.entity.js';
import { ACCESS_REQUEST_STATUS_SQL, type AccessRequestStatus } from './access-request-status.js';
import { RequestedToolNotFoundError } from './access-requests.errors.js';

/** What narrows a list of access requests. */
export interface AccessRequestFilter {
  readonly status?: AccessRequestStatus;
  readonly toolId?: string;
  readonly agentId?: string;
  /** Leaves out those of this agent, and those that it asked for others. */
  readonly notBy?: string;
}

/** What a decision writes. */
export type Decided = Pick<AccessRequest, 'status' | 'decidedBy' | 'decidedAt' | 'note' | 'grantedUntil'>;

const { pending: PENDING, approved: IN_FORCE } = ACCESS_REQUEST_STATUS_SQL;
const FOREIGN_KEY_VIOLATION = '23503';

@Injectable()
export class AccessRequestsRepository {
  constructor(private readonly transactions: Transactions) {}

  findById(id: string): Promise<AccessRequest | null> {
    return this.transactions.of(AccessRequest).findOneBy({ id });
  }

  /** In order of creation, from past `after`; one more than `limit`, where there is one. */
  findPage(filter: AccessRequestFilter, now: Date, limit: number, after?: string): Promise<AccessRequest[]> {
    const { status, toolId, agentId, notBy } = filter;
    const query = this.query()
      .orderBy('request.id')
      .limit(limit + 1);
    if (status !== undefined) query.andWhere(ACCESS_REQUEST_STATUS_SQL[status], { now });
    if (toolId !== undefined) query.andWhere('request.tool_id = :toolId', { toolId });
    if (agentId !== undefined) query.andWhere('request.agent_id = :agentId', { agentId });
    if (notBy !== undefined)
      query.andWhere('request.agent_id <> :notBy AND NOT :notBy = ANY (request.actor_ids)', { notBy });
    if (after !== undefined) query.andWhere('request.id > :after', { after });
    return query.getMany();
  }

  /** @throws RequestedToolNotFoundError when the tool, or the agent itself, was deleted meanwhile. */
  async insert(request: AccessRequest): Promise<void> {
    try {
      await this.transactions.of(AccessRequest).insert(request);
    } catch (error) {
      const { code } = (error instanceof QueryFailedError ? error.driverError : {}) as { code?: string };
      throw code === FOREIGN_KEY_VIOLATION ? new RequestedToolNotFoundError() : error;
    }
  }

  /** How many of an agent can be decided. It opens no other until the transaction ends. */
  async lockPending(agentId: string, now: Date): Promise<number> {
    const { manager } = this.transactions;
    await manager.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`access-requests:${agentId}`]);
    return this.query().where(`request.agent_id = :agentId AND ${PENDING}`, { agentId, now }).getCount();
  }

  /** At most `most` that nobody has decided in time. Those that somebody else has locked are left out. */
  lockExpired(now: Date, most: number): Promise<AccessRequest[]> {
    return this.query()
      .where(`request.status = 'pending' AND request.expires_at <= :now`, { now })
      .orderBy('request.id')
      .limit(most)
      .setLock('pessimistic_write')
      .setOnLocked('skip_locked')
      .getMany();
  }

  /** Whether nobody had decided it in time. */
  expire(id: string, now: Date): Promise<boolean> {
    return this.change(id, { status: 'expired' }, now, `status = 'pending' AND expires_at <= :now`);
  }

  /** Whether it was still to be decided: of many who decide at once, one does. */
  decide(id: string, decided: Decided, now: Date): Promise<boolean> {
    return this.change(id, decided, now, `status = 'pending' AND expires_at > :now`);
  }

  /** Whether there was a grant to end. */
  revoke(id: string, now: Date): Promise<boolean> {
    return this.change(
      id,
      { status: 'revoked' },
      now,
      `status = 'approved' AND granted_until > :now AND used_at IS NULL`,
    );
  }

  /** What of an agent can be decided or is in force. Nobody else changes it until the transaction ends. */
  lockOpen(agentId: string, now: Date): Promise<AccessRequest[]> {
    return this.query()
      .where('request.agent_id = :agentId', { agentId })
      .andWhere(`(${PENDING} OR ${IN_FORCE})`, { now })
      .orderBy('request.id')
      .setLock('pessimistic_write')
      .getMany();
  }

  private query(): SelectQueryBuilder<AccessRequest> {
    return this.transactions.of(AccessRequest).createQueryBuilder('request');
  }

  private async change(id: string, columns: Partial<AccessRequest>, now: Date, condition: string): Promise<boolean> {
    const update = this.transactions.of(AccessRequest).createQueryBuilder().update();
    update.set({ ...columns, updatedAt: now, revision: () => 'revision + 1' });
    const { affected } = await update.where(`id = :id AND ${condition}`, { id, now }).execute();
    return affected === 1;
  }
}
