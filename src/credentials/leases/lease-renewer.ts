import { Injectable } from '@nestjs/common';
import type { Principal } from '../../auth/index.js';
import { DomainEvents } from '../../common/events/domain-events.js';
import { Transactions } from '../../database/index.js';
import type { Decision } from '../../policy/index.js';
import type { Credential } from '../credential.entity.js';
import { CredentialFeed } from '../credential-feed.js';
import { CredentialRenewed } from '../credentials.events.js';
import { GroundLost } from '../vending/ground-lost.js';
import { policiesBehind } from '../vending/policies-behind.js';
import { RenewalsRepository } from './renewals.repository.js';

/** What is renewed until when, for whom, by which decision. */
export interface RenewalAward {
  readonly credential: Credential;
  readonly expiresAt: Date;
  readonly principal: Principal;
  readonly decision: Decision;
}

/** Puts renewals on record. */
@Injectable()
export class LeaseRenewer {
  constructor(
    private readonly renewals: RenewalsRepository,
    private readonly transactions: Transactions,
    private readonly events: DomainEvents,
    private readonly feed: CredentialFeed,
  ) {}

  /**
   * The credential with its new end, which is its parent's where that comes first; undefined when it has ended meanwhile.
   *
   * @throws GroundLost when what the renewal was granted on has changed meanwhile.
   */
  renew({ credential, expiresAt, principal, decision }: RenewalAward): Promise<Credential | undefined> {
    const policies = policiesBehind(decision);
    const policyIds = policies.map(({ policyId }) => policyId);
    return this.transactions.run(async () => {
      const grounds = { agents: principal.epochs, policies };
      const lost = await this.renewals.hold(credential.rootId ?? credential.id, grounds);
      if (lost) throw new GroundLost(lost);
      const { renewed, shortened } = await this.renewals.renew(credential.id, decision.at, { expiresAt, policyIds });
      if (!renewed) return undefined;
      const after = { ...credential, ...renewed, renewedAt: decision.at };
      await this.feed.announce([renewed, ...shortened]);
      await this.events.publish(new CredentialRenewed(credential, after, decision.id, shortened.length));
      return after;
    });
  }
}
