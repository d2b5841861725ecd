import { Injectable } from '@nestjs/common';
import { Transactions } from '../../database/index.js';

const PUT = `
  INSERT INTO revocation AS known (basis, expires_at) VALUES ($1, $2)
  ON CONFLICT (basis) DO UPDATE SET expires_at = greatest(known.expires_at, excluded.expires_at)
`;

@Injectable()
export class RevocationsRepository {
  constructor(private readonly transactions: Transactions) {}

  async put(basis: string, expiresAt: Date): Promise<void> {
    await this.transactions.manager.query(PUT, [basis, expiresAt]);
  }

  async has(basis: string): Promise<boolean> {
    const rows = await this.transactions.prepared('revocation', 'SELECT 1 FROM revocation WHERE basis = $1', [basis]);
    return rows.length > 0;
  }

  async hasAny(bases: readonly string[]): Promise<boolean> {
    const found = 'SELECT 1 FROM revocation WHERE basis = ANY($1) LIMIT 1';
    return ((await this.transactions.manager.query(found, [bases])) as unknown[]).length > 0;
  }

  async forgetExpired(now: Date): Promise<void> {
    await this.transactions.manager.query('DELETE FROM revocation WHERE expires_at < $1', [now]);
  }
}
