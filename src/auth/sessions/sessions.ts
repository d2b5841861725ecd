import { Injectable } from '@nestjs/common';
import { validate as isUuid } from 'uuid';
import { DomainEvents } from '../../common/events/domain-events.js';
import { Transactions } from '../../database/index.js';
import type { Principal } from '../principal.js';
import { RefreshTokens } from './refresh-tokens.js';
import { SessionEnding } from './session-ending.js';
import { toSessionView } from './session-view.js';
import type { Session } from './session.entity.js';
import { NotLoggedInError } from './sessions.errors.js';
import { LoggedOut, SessionEnded } from './sessions.events.js';
import { SessionsRepository } from './sessions.repository.js';

/** Ends sessions for those who hold a token of them. */
@Injectable()
export class Sessions {
  constructor(
    private readonly sessions: SessionsRepository,
    private readonly refreshTokens: RefreshTokens,
    private readonly ending: SessionEnding,
    private readonly transactions: Transactions,
    private readonly events: DomainEvents,
  ) {}

  /**
   * Ends the access token that was presented, and the session that it comes from. A token that was got by exchanging
   * another one ends alone: it may be narrower, and in other hands.
   *
   * @throws NotLoggedInError when something else was presented, such as an API key
   */
  async logOut(caller: Principal): Promise<void> {
    const { agentId, tokenId, basis } = caller;
    if (tokenId === undefined) throw new NotLoggedInError();
    await this.transactions.run(async () => {
      const sessions = await this.sessions.findOfAgent(agentId, basis.filter(isUuid));
      for (const session of sessions.filter((it) => isTokenOf(it, basis.slice(1)))) {
        await this.ending.end(session, new SessionEnded(toSessionView(session)));
      }
      await this.ending.endTokensOn(tokenId);
      await this.events.publish(new LoggedOut(agentId, tokenId));
    });
  }

  /**
   * Ends the session of a refresh token of the agent, used or not (RFC 7009).
   *
   * @returns whether it was one.
   */
  async revokeByRefreshToken(refreshToken: string, agentId: string): Promise<boolean> {
    const session = (await this.refreshTokens.find(refreshToken))?.session;
    if (session?.agentId !== agentId) return false;
    await this.ending.end(session, new SessionEnded(toSessionView(session)));
    return true;
  }
}

/** An access token of a session rests on what the login rested on, and on the session: nothing less, nothing more. */
const isTokenOf = ({ id, basis }: Session, restsOn: readonly string[]) => [...basis, id].join() === restsOn.join();
