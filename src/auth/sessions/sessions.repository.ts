import { Injectable } from '@nestjs/common';
import { In, LessThan } from 'typeorm';
import { Transactions } from '../../database/index.js';
import { Session } from './session.entity.js';

const OF_PRESENT_EPOCH = 'session.tokenEpoch = (SELECT token_epoch FROM agent WHERE agent.id = session.agentId)';

@Injectable()
export class SessionsRepository {
  constructor(private readonly transactions: Transactions) {}

  async insert(session: Session): Promise<void> {
    await this.transactions.of(Session).insert(session);
  }

  async findById(id: string): Promise<Session | undefined> {
    return (await this.transactions.of(Session).findOneBy({ id })) ?? undefined;
  }

  /**
   * Whether it is there; it cannot be changed or deleted by others until the transaction ends. Whatever changes a
   * session or its tokens locks the session first, so none waits for the other in a circle.
   */
  async lock(id: string): Promise<boolean> {
    const rows = await this.transactions.prepared('session-lock', 'SELECT 1 FROM session WHERE id = $1 FOR UPDATE', [
      id,
    ]);
    return rows.length > 0;
  }

  findOfAgent(agentId: string, ids: readonly string[]): Promise<Session[]> {
    return this.transactions.of(Session).findBy({ agentId, id: In([...ids]) });
  }

  /** Those that can still be carried on, in order of creation, from past `after`; one more than `limit`, if there is. */
  async findPageOfAgent(agentId: string, now: Date, limit: number, after: string | undefined): Promise<Session[]> {
    const query = this.transactions
      .of(Session)
      .createQueryBuilder('session')
      .where('session.agentId = :agentId', { agentId })
      .andWhere('session.expiresAt > :now', { now })
      .andWhere(OF_PRESENT_EPOCH)
      .orderBy('session.id')
      .limit(limit + 1);
    if (after !== undefined) query.andWhere('session.id > :after', { after });
    return query.getMany();
  }

  /** Whether there was one to delete. Its refresh tokens go with it. */
  async delete(id: string): Promise<boolean> {
    return (await this.transactions.of(Session).delete({ id })).affected === 1;
  }

  async deleteExpired(now: Date): Promise<void> {
    await this.transactions.of(Session).delete({ expiresAt: LessThan(now) });
  }
}
