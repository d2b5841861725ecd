import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { ChangeFeed, Transactions } from '../../database/index.js';
import { AGENTS_TOPIC } from '../agents/agent-profiles.js';
import { BUILT_IN_ROLES } from '../roles/built-in-roles.js';
import { RolesRepository } from '../roles/roles.repository.js';
import { SigningKeys } from '../tokens/signing-keys.js';
import { FirstAdministrator } from './first-administrator.js';

/** Sees to what a registry cannot be used without. Harmless when repeated, and when several instances start at once. */
@Injectable()
export class FirstStart implements OnApplicationBootstrap {
  constructor(
    private readonly transactions: Transactions,
    private readonly changeFeed: ChangeFeed,
    private readonly roles: RolesRepository,
    private readonly signingKeys: SigningKeys,
    private readonly first: FirstAdministrator,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    await this.transactions.run(async () => {
      await this.roles.lockForSeeding();
      await this.roles.put(BUILT_IN_ROLES);
      await this.changeFeed.announce(AGENTS_TOPIC, '*');
      await this.signingKeys.ensureCurrent();
      await this.first.ensure();
    });
  }
}
