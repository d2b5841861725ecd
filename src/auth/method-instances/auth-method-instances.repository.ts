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
  async insertIfAbsent(instance: AuthMethodInstance): Promise<boolean> {
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
}
