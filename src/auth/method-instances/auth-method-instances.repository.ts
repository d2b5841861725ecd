import { Injectable } from '@nestjs/common';
import { Transactions } from '../../database/index.js';
import { AuthMethodInstance } from './auth-method-instance.entity.js';

@Injectable()
export class AuthMethodInstancesRepository {
  constructor(private readonly transactions: Transactions) {}

  all(): Promise<AuthMethodInstance[]> {
    return this.transactions.of(AuthMethodInstance).find({ order: { name: 'ASC' } });
  }

  findByName(name: string): Promise<AuthMethodInstance | null> {
    return this.transactions.of(AuthMethodInstance).findOneBy({ name });
  }

  /** False when the name is taken. */
  async insertIfNameIsFree(instance: AuthMethodInstance): Promise<boolean> {
    const { raw } = await this.transactions
      .of(AuthMethodInstance)
      .createQueryBuilder()
      .insert()
      .values(instance as never)
      .orIgnore()
      .returning('name')
      .execute();
    return (raw as unknown[]).length > 0;
  }

  /** Writes the instance over the one whose revision is `expected`, and says whether there was one. */
  async replace({ name, ...changed }: AuthMethodInstance, expected: number): Promise<boolean> {
    const instances = this.transactions.of(AuthMethodInstance);
    const result = await instances.update({ name, revision: expected }, changed as never);
    return result.affected === 1;
  }

  /** Whether there was one of this revision to delete. */
  async delete(name: string, expected: number): Promise<boolean> {
    const result = await this.transactions.of(AuthMethodInstance).delete({ name, revision: expected });
    return result.affected === 1;
  }
}
