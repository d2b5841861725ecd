import { Injectable } from '@nestjs/common';
import { Transactions } from '../../database/index.js';
import { SecretValue } from './secret-value.entity.js';
import type { SecretRef } from './secret-store.js';

@Injectable()
export class SecretValuesRepository {
  constructor(private readonly transactions: Transactions) {}

  async findSealed({ valueId }: SecretRef): Promise<Buffer | undefined> {
    return (await this.transactions.of(SecretValue).findOneBy({ id: valueId }))?.sealed;
  }

  async save({ valueId, toolId, slot, agentId }: SecretRef, sealed: Buffer): Promise<void> {
    const row = { id: valueId, toolId, slot, agentId: agentId ?? null, sealed };
    await this.transactions.of(SecretValue).upsert(row, ['id']);
  }

  async delete({ valueId }: SecretRef): Promise<void> {
    await this.transactions.of(SecretValue).delete({ id: valueId });
  }
}
