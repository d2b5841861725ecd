import { Injectable } from '@nestjs/common';
import { Clock } from '../../common/clock.js';
import type { AuditedEvent } from '../../common/events/domain-event.js';
import { DomainEvents } from '../../common/events/domain-events.js';
import { currentRequest } from '../../common/http/request-context.js';
import { Transactions } from '../../database/index.js';
import { AccessTokens, type IssuedToken } from '../tokens/access-tokens.js';
import { RefreshTokens } from './refresh-tokens.js';
import { toIdentityLimits } from './session-limits.js';
import type { Session } from './session.entity.js';

/** An access token, and what may be exchanged once for the next one. */
export interface IssuedSessionTokens extends IssuedToken {
  readonly refreshToken: string;
  /** Seconds until the session ends. */
  readonly refreshExpiresIn: number;
}

/** Issues what a session yields, within the limits of the proof that it was started with. */
@Injectable()
export class SessionTokens {
  constructor(
    private readonly accessTokens: AccessTokens,
    private readonly refreshTokens: RefreshTokens,
    private readonly transactions: Transactions,
    private readonly events: DomainEvents,
    private readonly clock: Clock,
  ) {}

  /** @param provenKey the key that the access token is bound to. */
  issue(session: Session, provenKey: string | undefined, event: AuditedEvent): Promise<IssuedSessionTokens> {
    const request = currentRequest();
    if (request) request.agentId = session.agentId;
    return this.transactions.run(async () => {
      const refreshToken = await this.refreshTokens.make(session.id);
      const token = await this.accessTokens.issue(this.grantOf(session, provenKey));
      await this.events.publish(event);
      const refreshExpiresIn = Math.floor((session.expiresAt.getTime() - this.clock.now().getTime()) / 1000);
      return { ...token, refreshToken, refreshExpiresIn };
    });
  }

  private grantOf(session: Session, provenKey: string | undefined) {
    const { id, agentId, tokenEpoch, method, expiresAt } = session;
    const limits = toIdentityLimits({ ...session, basis: [...session.basis, id] });
    return { agent: { id: agentId, tokenEpoch }, method, limits, provenKey, endsBy: expiresAt };
  }
}
