import { Injectable } from '@nestjs/common';
import { LessThan, Not } from 'typeorm';
import { Transactions } from '../../database/index.js';
import { SigningKey } from './signing-key.entity.js';

@Injectable()
export class SigningKeysRepository {
  constructor(private readonly transactions: Transactions) {}

  all(): Promise<SigningKey[]> {
    return this.transactions.of(SigningKey).find({ order: { kid: 'ASC' } });
  }

  /** Until the transaction ends, nobody else changes signing keys; everybody reads them. */
  async lock(): Promise<void> {
    await this.transactions.manager.query('LOCK TABLE signing_key IN SHARE ROW EXCLUSIVE MODE');
  }

  async insert(key: SigningKey): Promise<void> {
    await this.transactions.of(SigningKey).insert(key as never);
  }

  /** From now on it verifies only, until the time given; its private key is gone. */
  async retire(kid: string, since: Date, expiresAt: Date): Promise<void> {
    await this.update(kid, { status: 'retired', since, expiresAt, sealedPrivateKey: null });
  }

  async promote(kid: string, since: Date): Promise<void> {
    await this.update(kid, { status: 'current', since });
  }

  /** Deletes every key but the next. */
  async deleteUsed(): Promise<void> {
    await this.transactions.of(SigningKey).delete({ status: Not('next') });
  }

  /** Whether there was any. */
  async deleteExpired(now: Date): Promise<boolean> {
    const { affected } = await this.transactions.of(SigningKey).delete({ expiresAt: LessThan(now) });
    return (affected ?? 0) > 0;
  }

  private async update(kid: string, change: Partial<SigningKey>): Promise<void> {
    await this.transactions.of(SigningKey).update({ kid }, change as never);
  }
}
