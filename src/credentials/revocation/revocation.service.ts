import { Injectable } from '@nestjs/common';
import type { Principal } from '../../auth/index.js';
import { Clock } from '../../common/clock.js';
import { DomainEvents } from '../../common/events/domain-events.js';
import { Transactions } from '../../database/index.js';
import { CredentialRecords } from '../leases/credential-records.js';
import { CredentialRevoked, type RevokeCause } from '../credentials.events.js';
import { type CredentialGround, CredentialsRepository } from '../credentials.repository.js';
import type { CredentialResponse } from '../leases/dto/credential.response.js';

/** Ends credentials before their time. */
@Injectable()
export class RevocationService {
  constructor(
    private readonly records: CredentialRecords,
    private readonly credentials: CredentialsRepository,
    private readonly transactions: Transactions,
    private readonly events: DomainEvents,
    private readonly clock: Clock,
  ) {}

  /**
   * Revokes one's own credential, or with `credential:manage` any; at once, and as often as asked.
   *
   * @throws CredentialNotFoundError
   */
  async revokeCredential(principal: Principal, id: string, reason?: string): Promise<CredentialResponse> {
    return this.transactions.run(async () => {
      const credential = await this.records.getCredential(principal, id);
      const revoked = await this.credentials.revoke(id, this.clock.now(), reason ?? 'requested');
      if (revoked) await this.events.publish(new CredentialRevoked(credential, 'requested', reason));
      return this.records.getCredential(principal, id);
    });
  }

  /** Revokes, in the current transaction, all credentials that stand on what has fallen. */
  async revokeAllOn(ground: CredentialGround, cause: RevokeCause): Promise<void> {
    const revoked = await this.credentials.revokeAllOn(ground, this.clock.now(), cause);
    for (const credential of revoked) await this.events.publish(new CredentialRevoked(credential, cause));
  }
}
