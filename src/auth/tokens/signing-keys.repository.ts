import { Injectable } from '@nestjs/common';
import { Transactions } from '../../database/index.js';
import { SigningKey } from './signing-key.entity.js';

@Injectable()
export class SigningKeysRepository {
  constructor(private readonly transactions: Transactions) {}

  all(): Promise<SigningKey[]> {
    return this.transactions.of(SigningKey).find({ order: { createdAt: 'ASC' } });
  }

  hasCurrent(): Promise<boolean> {
    return this.transactions.of(SigningKey).existsBy({ status: 'current' });
  }

  async insert(key: SigningKey): Promise<void> {
    await this.transactions.of(SigningKey).insert(key as never);
  }
}
