import { Injectable } from '@nestjs/common';
import { Transactions } from '../../database/index.js';
import { RefreshTokens } from './refresh-tokens.js';
import { SessionEnding } from './session-ending.js';
import { SessionStanding } from './session-standing.js';
import { type IssuedSessionTokens, SessionTokens } from './session-tokens.js';
import { toSessionView } from './session-view.js';
import { InvalidRefreshTokenError } from './sessions.errors.js';
import { RefreshTokenReused, SessionRefreshed } from './sessions.events.js';

/** Exchanges a refresh token for the next one and an access token. */
@Injectable()
export class SessionRefresh {
  constructor(
    private readonly refreshTokens: RefreshTokens,
    private readonly standing: SessionStanding,
    private readonly tokens: SessionTokens,
    private readonly ending: SessionEnding,
    private readonly transactions: Transactions,
  ) {}

  /**
   * Each refresh token serves once. Presented again, by whomever, it ends its session and all that rests on it: whether
   * the thief or the owner comes second cannot be told (RFC 9700 §4.14.2). A refusal for another reason uses nothing up.
   *
   * @param provenKey the key that the caller has proved to hold; needed where the session was started with one.
   * @throws InvalidRefreshTokenError, the same whatever was wrong
   */
  async refresh(refreshToken: string, provenKey: string | undefined): Promise<IssuedSessionTokens> {
    const presented = await this.refreshTokens.find(refreshToken);
    if (!presented) throw new InvalidRefreshTokenError();
    const { session, used } = presented;
    if (!used) await this.standing.require(session, provenKey);
    const view = toSessionView(session);
    const issued = await this.transactions.run(async () => {
      if (await this.refreshTokens.use(presented))
        return this.tokens.issue(session, provenKey, new SessionRefreshed(view));
      await this.ending.end(session, new RefreshTokenReused(view));
      return undefined;
    });
    if (!issued) throw new InvalidRefreshTokenError();
    return issued;
  }
}
