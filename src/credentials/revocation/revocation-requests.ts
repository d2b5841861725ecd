import { Injectable } from '@nestjs/common';
import { InsufficientPermissionError, type Principal } from '../../auth/index.js';
import { Transactions } from '../../database/index.js';
import { CredentialNotFoundError } from '../credentials.errors.js';
import { CredentialsRepository } from '../credentials.repository.js';
import { CredentialRecords, OTHERS_CREDENTIALS } from '../leases/credential-records.js';
import type { CredentialResponse } from '../leases/dto/credential.response.js';
import type { RevocationTarget } from './revocation-target.js';
import { RevocationService } from './revocation.service.js';
import { RevokedTokens } from './revoked-tokens.js';

/** Revokes what callers ask for, as far as they may: their own, and with `credential:manage` whatever they name. */
@Injectable()
export class RevocationRequests {
  constructor(
    private readonly records: CredentialRecords,
    private readonly credentials: CredentialsRepository,
    private readonly tokens: RevokedTokens,
    private readonly revocation: RevocationService,
    private readonly transactions: Transactions,
  ) {}

  /**
   * Revokes one's own credential, or with `credential:manage` any; at once, and as often as asked.
   *
   * @throws CredentialNotFoundError
   */
  async revokeCredential(principal: Principal, id: string, reason?: string): Promise<CredentialResponse> {
    return this.transactions.run(async () => {
      await this.records.getCredential(principal, id);
      await this.revocation.revokeTree(id, reason);
      return this.records.getCredential(principal, id);
    });
  }

  /**
   * Revokes whatever the target names and has not ended yet, with whatever was delegated from it. What a text stands
   * for is not told: one that is unknown, over or somebody else's token revokes nothing.
   *
   * @returns how many credentials ended by it.
   * @throws CredentialNotFoundError of an id; InsufficientPermissionError
   */
  async revoke(principal: Principal, target: RevocationTarget, reason?: string): Promise<number> {
    if ('accessor' in target || 'token' in target) {
      const id = await this.tokens.idOf(principal, target);
      return id === undefined ? 0 : this.revocation.revokeTree(id, reason);
    }
    if ('id' in target) return this.revokeOne(principal, target.id, reason);
    if ('tree' in target) return this.revokeWhole(principal, target.tree, reason);
    requireManager(principal);
    return this.revocation.revokeAll(target, reason);
  }

  private async revokeOne(principal: Principal, id: string, reason?: string): Promise<number> {
    await this.records.getCredential(principal, id);
    return this.revocation.revokeTree(id, reason);
  }

  private async revokeWhole(principal: Principal, id: string, reason?: string): Promise<number> {
    await this.records.getCredential(principal, id);
    const credential = await this.credentials.findById(id);
    const root = credential?.rootId ? await this.credentials.findById(credential.rootId) : credential;
    if (!root) throw new CredentialNotFoundError();
    if (root.agentId !== principal.agentId) requireManager(principal);
    return this.revocation.revokeTree(root.id, reason);
  }
}

/** @throws InsufficientPermissionError */
function requireManager({ permissions }: Principal): void {
  if (!permissions.allows(OTHERS_CREDENTIALS)) throw new InsufficientPermissionError(OTHERS_CREDENTIALS);
}
