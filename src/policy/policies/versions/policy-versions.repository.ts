import { Injectable } from '@nestjs/common';
import { Transactions } from '../../../database/index.js';
import { PolicyVersion } from './policy-version.entity.js';

@Injectable()
export class PolicyVersionsRepository {
  constructor(private readonly transactions: Transactions) {}

  async insert(version: PolicyVersion): Promise<void> {
    await this.transactions.of(PolicyVersion).insert(version);
  }

  find(policyId: string, revision: number): Promise<PolicyVersion | null> {
    return this.transactions.of(PolicyVersion).findOneBy({ policyId, revision });
  }

  /** The newest first, from before `before`; one more than `limit`, where there is one. */
  findPage(policyId: string, limit: number, before: number | undefined): Promise<PolicyVersion[]> {
    const query = this.transactions
      .of(PolicyVersion)
      .createQueryBuilder('version')
      .where('version.policyId = :policyId', { policyId })
      .orderBy('version.revision', 'DESC')
      .limit(limit + 1);
    if (before !== undefined) query.andWhere('version.revision < :before', { before });
    return query.getMany();
  }
}
