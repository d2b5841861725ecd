import { Injectable } from '@nestjs/common';
import { Transactions } from '../../database/index.js';

@Injectable()
export class ReadinessRepository {
  constructor(private readonly transactions: Transactions) {}

  /** Resolves once the database has answered. */
  async ping(): Promise<void> {
    await this.transactions.manager.query('SELECT 1');
  }
}
