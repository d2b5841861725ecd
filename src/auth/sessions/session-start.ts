import { Injectable } from '@nestjs/common';
import { Clock } from '../../common/clock.js';
import { newId } from '../../common/ids.js';
import { Environment } from '../../config/environment.js';
import { Transactions } from '../../database/index.js';
import type { TokenGrant } from '../tokens/access-tokens.js';
import { toSessionLimits } from './session-limits.js';
import { type IssuedSessionTokens, SessionTokens } from './session-tokens.js';
import { toSessionView } from './session-view.js';
import type { Session } from './session.entity.js';
import { SessionStarted } from './sessions.events.js';
import { SessionsRepository } from './sessions.repository.js';

/** Starts sessions: logins that refresh tokens carry on. */
@Injectable()
export class SessionStart {
  constructor(
    private readonly sessions: SessionsRepository,
    private readonly tokens: SessionTokens,
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    private readonly environment: Environment,
  ) {}

  /** It lives for `SESSION_TTL_SECONDS`, and never longer than the proof. Bound to the key, where one was proven. */
  start(grant: TokenGrant): Promise<IssuedSessionTokens> {
    const session = this.sessionOf(grant);
    return this.transactions.run(async () => {
      await this.sessions.insert(session);
      return this.tokens.issue(session, grant.provenKey, new SessionStarted(toSessionView(session)));
    });
  }

  private sessionOf({ agent, method, limits, provenKey }: TokenGrant): Session {
    const createdAt = this.clock.now();
    const longest = createdAt.getTime() + this.environment.SESSION_TTL_SECONDS * 1000;
    const end = Math.min(longest, limits.expiresAt?.getTime() ?? longest);
    return {
      ...{ id: newId(), agentId: agent.id, tokenEpoch: agent.tokenEpoch, method, provenKey: provenKey ?? null },
      ...toSessionLimits(limits),
      ...{ createdAt, refreshedAt: null, expiresAt: new Date(end) },
    };
  }
}
