import { Injectable } from '@nestjs/common';
import { Clock } from '../../common/clock.js';
import { DomainEvents } from '../../common/events/domain-events.js';
import { Transactions } from '../../database/index.js';
import { CredentialFeed } from '../credential-feed.js';
import { CredentialRevoked, type RevokeCause } from '../credentials.events.js';
import type { CredentialGround } from './credential-ground.js';
import { type RevokedCredential, RevocationsRepository } from './revocations.repository.js';

const BEGINNING_OF_TIME = new Date(0);

/**
 * Ends credentials before their time, each with whatever was delegated from it: marked, in the audit and announced to
 * every instance in one transaction, the current one where there is one.
 */
@Injectable()
export class RevocationService {
  constructor(
    private readonly credentials: RevocationsRepository,
    private readonly feed: CredentialFeed,
    private readonly transactions: Transactions,
    private readonly events: DomainEvents,
    private readonly clock: Clock,
  ) {}

  /** Revokes all credentials that stand on what has fallen and have not ended yet. */
  async revokeAllOn(ground: CredentialGround, cause: RevokeCause): Promise<void> {
    await this.fell(ground, this.clock.now(), cause);
  }

  /** Revokes, because it is asked for, all that stand on this ground and have not ended yet. Returns how many. */
  revokeAll(ground: CredentialGround, reason?: string): Promise<number> {
    return this.fell(ground, this.clock.now(), 'requested', reason);
  }

  /** Revokes one credential, also where it has expired, and whatever was delegated from it. Returns how many. */
  revokeTree(credentialId: string, reason?: string): Promise<number> {
    return this.fell({ credentialId }, BEGINNING_OF_TIME, 'requested', reason);
  }

  private fell(ground: CredentialGround, endsAfter: Date, cause: RevokeCause, reason?: string): Promise<number> {
    return this.transactions.run(async () => {
      const ids = await this.credentials.hold(ground, endsAfter);
      if (ids.length === 0) return 0;
      const mark = { revokedAt: this.clock.now(), revokeReason: reason ?? cause };
      const revoked = await this.credentials.revoke(ids, mark, endsAfter);
      await this.tell(revoked, cause, reason);
      return revoked.length;
    });
  }

  private async tell(revoked: readonly RevokedCredential[], cause: RevokeCause, reason?: string): Promise<void> {
    await this.events.publishAll(revoked.map((it) => new CredentialRevoked(it, cause, reason)));
    await this.feed.announce(revoked);
  }
}
