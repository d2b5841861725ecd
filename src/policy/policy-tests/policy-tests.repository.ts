import { Injectable } from '@nestjs/common';
import { MoreThan } from 'typeorm';
import { UnitOfWork } from '../../common/events/unit-of-work.js';
import { Transactions } from '../../database/index.js';
import { PolicyTest } from './policy-test.entity.js';

@Injectable()
export class PolicyTestsRepository {
  constructor(private readonly transactions: Transactions) {}

  /** Until the transaction ends, whoever else changes policies or their tests waits here, on every instance. */
  async lockPolicies(): Promise<void> {
    await this.transactions.manager.query(`SELECT pg_advisory_xact_lock(hashtext('policy.changes'))`);
  }

  /** Runs work of which nothing stays: the transaction goes on as if it had not been, even where a statement of it failed. */
  async withoutTrace<T>(work: () => Promise<T>): Promise<T> {
    if (!UnitOfWork.current()) return work();
    await this.transactions.manager.query('SAVEPOINT policy_test');
    try {
      return await work();
    } finally {
      await this.transactions.manager.query('ROLLBACK TO SAVEPOINT policy_test');
    }
  }

  /** Every test, in order of creation. */
  findAll(): Promise<PolicyTest[]> {
    return this.transactions.of(PolicyTest).find({ order: { id: 'ASC' } });
  }

  findById(id: string): Promise<PolicyTest | null> {
    return this.transactions.of(PolicyTest).findOneBy({ id });
  }

  /** In order of creation, from past `after`; one more than `limit`, where there is one. */
  findPage(limit: number, after: string | undefined): Promise<PolicyTest[]> {
    const where = after === undefined ? {} : { id: MoreThan(after) };
    return this.transactions.of(PolicyTest).find({ where, order: { id: 'ASC' }, take: limit + 1 });
  }

  count(): Promise<number> {
    return this.transactions.of(PolicyTest).count();
  }

  async insert(test: PolicyTest): Promise<void> {
    await this.transactions.of(PolicyTest).insert(test as never);
  }

  /** Writes the test over the one whose revision is `expected`, and says whether there was one. */
  async replace({ id, ...changed }: PolicyTest, expected: number): Promise<boolean> {
    const result = await this.transactions.of(PolicyTest).update({ id, revision: expected }, changed as never);
    return result.affected === 1;
  }

  /** Whether there was one of this revision to delete. */
  async delete(id: string, expected: number): Promise<boolean> {
    const result = await this.transactions.of(PolicyTest).delete({ id, revision: expected });
    return result.affected === 1;
  }
}
