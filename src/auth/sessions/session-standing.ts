import { Injectable } from '@nestjs/common';
import { DomainEvents } from '../../common/events/domain-events.js';
import { Transactions } from '../../database/index.js';
import { ConfiguredMethods } from '../method-instances/configured-methods.js';
import { Principals } from '../principals.js';
import { Revocations } from '../revocation/revocations.js';
import { toIdentityLimits } from './session-limits.js';
import { toSessionView } from './session-view.js';
import type { Session } from './session.entity.js';
import { InvalidRefreshTokenError } from './sessions.errors.js';
import { RefreshRefused, type RefreshRefusal } from './sessions.events.js';

/** Whether a session may still be carried on: all that its login rested on must hold as it did then. */
@Injectable()
export class SessionStanding {
  constructor(
    private readonly methods: ConfiguredMethods,
    private readonly principals: Principals,
    private readonly revocations: Revocations,
    private readonly transactions: Transactions,
    private readonly events: DomainEvents,
  ) {}

  /**
   * @param provenKey the key that the caller has proved to hold.
   * @throws InvalidRefreshTokenError, and the refusal is audited.
   */
  async require(session: Session, provenKey: string | undefined): Promise<void> {
    const refusal = await this.refusalOf(session, provenKey);
    if (refusal === undefined) return;
    await this.transactions.run(() => this.events.publish(new RefreshRefused(toSessionView(session), refusal)));
    throw new InvalidRefreshTokenError();
  }

  private async refusalOf(session: Session, provenKey: string | undefined): Promise<RefreshRefusal | undefined> {
    const { agentId, method, expiresAt, basis, tokenEpoch } = session;
    if (session.provenKey !== null && session.provenKey !== provenKey) return 'key_not_proven';
    const configured = await this.methods.find(method);
    if (!configured) return 'method_gone';
    // A session never outlives its proof, so its own end is the earlier one.
    const limits = { ...toIdentityLimits(session), expiresAt };
    const grant = await this.principals.grant({ agentId, limits }, configured);
    if (!grant) return 'not_granted';
    if (grant.profile.tokenEpoch !== tokenEpoch) return 'epoch_changed';
    return (await this.revocations.includeAny(basis)) ? 'basis_revoked' : undefined;
  }
}
