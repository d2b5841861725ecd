import { Injectable } from '@nestjs/common';
import { In, Not, QueryFailedError } from 'typeorm';
import { Transactions } from '../../database/index.js';
import { PolicyNameTakenError } from '../policy.errors.js';
import { Policy } from './policy.entity.js';

/** What narrows a list of policies. */
export type PolicyFilter = Partial<Pick<Policy, 'kind' | 'effect' | 'mode'>>;

@Injectable()
export class PoliciesRepository {
  constructor(private readonly transactions: Transactions) {}

  /** Every policy that is not disabled, in order of creation. */
  findActive(): Promise<Policy[]> {
    return this.transactions.of(Policy).find({ where: { mode: Not('disabled') }, order: { id: 'ASC' } });
  }

  /** Those of them that are there and not disabled. */
  findActiveByIds(ids: readonly string[]): Promise<Policy[]> {
    return this.transactions.of(Policy).find({ where: { id: In([...ids]), mode: Not('disabled') } });
  }

  findById(id: string): Promise<Policy | null> {
    return this.transactions.of(Policy).findOneBy({ id });
  }

  async findIdsOfKind(kind: string): Promise<string[]> {
    return (await this.transactions.of(Policy).find({ select: { id: true }, where: { kind } })).map(({ id }) => id);
  }

  /** The kinds of which there is a policy, disabled ones included. */
  async findKinds(): Promise<string[]> {
    const query = this.transactions.of(Policy).createQueryBuilder('policy').select('DISTINCT policy.kind', 'kind');
    return (await query.getRawMany<{ kind: string }>()).map(({ kind }) => kind);
  }

  /** In order of creation, from past `after`; one more than `limit`, where there is one. */
  findPage({ kind, effect, mode }: PolicyFilter, limit: number, after: string | undefined): Promise<Policy[]> {
    const query = this.transactions
      .of(Policy)
      .createQueryBuilder('policy')
      .orderBy('policy.id')
      .limit(limit + 1);
    if (kind !== undefined) query.andWhere('policy.kind = :kind', { kind });
    if (effect !== undefined) query.andWhere('policy.effect = :effect', { effect });
    if (mode !== undefined) query.andWhere('policy.mode = :mode', { mode });
    if (after !== undefined) query.andWhere('policy.id > :after', { after });
    return query.getMany();
  }

  /** @throws PolicyNameTakenError */
  async insert(policy: Policy): Promise<void> {
    await refusingTakenName(policy.name, () => this.transactions.of(Policy).insert(policy));
  }

  /**
   * Writes the policy over the one whose revision is `expected`, and says whether there was one.
   *
   * @throws PolicyNameTakenError
   */
  async replace({ id, ...changed }: Policy, expected: number): Promise<boolean> {
    await this.transactions.close('policy', [id]);
    const result = await refusingTakenName(changed.name, () =>
      this.transactions.of(Policy).update({ id, revision: expected }, changed),
    );
    return result.affected === 1;
  }

  /** Whether there was one of this revision to delete. */
  async delete(id: string, expected: number): Promise<boolean> {
    await this.transactions.close('policy', [id]);
    const result = await this.transactions.of(Policy).delete({ id, revision: expected });
    return result.affected === 1;
  }
}

async function refusingTakenName<T>(name: string, write: () => Promise<T>): Promise<T> {
  try {
    return await write();
  } catch (error) {
    const { constraint } = (error instanceof QueryFailedError ? error.driverError : {}) as { constraint?: string };
    throw constraint === 'policy_name_key' ? new PolicyNameTakenError(name) : error;
  }
}
