import { Injectable } from '@nestjs/common';
import { ChangeFeed, Transactions } from '../../database/index.js';
import { AuthMethodFactory, type NewAuthMethod } from './auth-method-factory.js';
import { AuthMethodInstancesRepository } from './auth-method-instances.repository.js';
import { AUTH_METHODS_TOPIC } from './configured-methods.js';

/** The configured instances of auth methods. */
@Injectable()
export class AuthMethodsService {
  constructor(
    private readonly instances: AuthMethodInstancesRepository,
    private readonly factory: AuthMethodFactory,
    private readonly changeFeed: ChangeFeed,
    private readonly transactions: Transactions,
  ) {}

  /** Makes an instance that a module needs to be there; leaves one that is there as it is. */
  async ensureInstance(wanted: NewAuthMethod): Promise<void> {
    const instance = await this.factory.make(wanted, true);
    await this.transactions.run(async () => {
      const inserted = await this.instances.insertIfAbsent(instance);
      if (inserted) await this.changeFeed.announce(AUTH_METHODS_TOPIC, '*');
    });
  }
}
