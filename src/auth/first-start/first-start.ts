import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { ChangeFeed, Transactions } from '../../database/index.js';
import { AGENTS_TOPIC } from '../agents/agent-profiles.js';
import { BuiltInRoleSeeding } from '../roles/built-in-role-seeding.js';
import { SigningKeyRotation } from '../tokens/signing-key-rotation.js';
import { FirstAdministrator } from './first-administrator.js';

/** Sees to what a registry cannot be used without. Harmless when repeated, and when several instances start at once. */
@Injectable()
export class FirstStart implements OnApplicationBootstrap {
  constructor(
    private readonly transactions: Transactions,
    private readonly changeFeed: ChangeFeed,
    private readonly roles: BuiltInRoleSeeding,
    private readonly signingKeys: SigningKeyRotation,
    private readonly first: FirstAdministrator,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    await this.transactions.run(async () => {
      await this.roles.ensure();
      await this.changeFeed.announce(AGENTS_TOPIC, '*');
      await this.signingKeys.ensureKeys();
      await this.first.ensure();
    });
  }
}
