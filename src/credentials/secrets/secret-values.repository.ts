import { Injectable } from '@nestjs/common';
import { Transactions } from '../../database/index.js';
import { SecretValue } from './secret-value.entity.js';
import type { SecretRef } from './secret-store.js';

@Injectable()
export class SecretValuesRepository {
  constructor(private readonly transactions: Transactions) {}

  async findSealed({ toolId, slot }: SecretRef): Promise<Buffer | undefined> {
    return (await this.transactions.of(SecretValue).findOneBy({ toolId, slot }))?.sealed;
  }

  async save({ toolId, slot }: SecretRef, sealed: Buffer): Promise<void> {
    await this.transactions.of(SecretValue).upsert({ toolId, slot, sealed }, ['toolId', 'slot']);
  }

  async delete({ toolId, slot }: SecretRef): Promise<void> {
    await this.transactions.of(SecretValue).delete({ toolId, slot });
  }
}
