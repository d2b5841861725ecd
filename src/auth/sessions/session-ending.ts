import { Injectable } from '@nestjs/common';
import { Interval } from '@nestjs/schedule';
import { Clock } from '../../common/clock.js';
import type { AuditedEvent } from '../../common/events/domain-event.js';
import { DomainEvents } from '../../common/events/domain-events.js';
import { Transactions } from '../../database/index.js';
import { Revocations } from '../revocation/revocations.js';
import type { Session } from './session.entity.js';
import { SessionsRepository } from './sessions.repository.js';

const TEN_MINUTES = 600_000;
/** No access token can be configured to live longer. */
const DAY = 86_400_000;

/** Ends what was got by logging in, on every instance. */
@Injectable()
export class SessionEnding {
  constructor(
    private readonly sessions: SessionsRepository,
    private readonly revocations: Revocations,
    private readonly transactions: Transactions,
    private readonly events: DomainEvents,
    private readonly clock: Clock,
  ) {}

  /** Ends the session, its refresh tokens and every access token that rests on it. Once: a second call does nothing. */
  async end(session: Session, event: AuditedEvent): Promise<void> {
    await this.transactions.run(async () => {
      if (!(await this.sessions.delete(session.id))) return;
      await this.endTokensOn(session.id);
      await this.events.publish(event);
    });
  }

  /** Ends every access token that rests on this: an access token's own id or that of a session. */
  endTokensOn(basis: string): Promise<void> {
    return this.revocations.revoke(basis, new Date(this.clock.now().getTime() + DAY));
  }

  @Interval(TEN_MINUTES)
  async forgetExpired(): Promise<void> {
    await this.sessions.deleteExpired(this.clock.now());
  }
}
