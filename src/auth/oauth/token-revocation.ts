import { Injectable } from '@nestjs/common';
import type { GuardedRequest } from '../guard/guarded-request.js';
import { Revocations } from '../revocation/revocations.js';
import { Sessions } from '../sessions/sessions.js';
import type { AccessTokenClaims } from '../tokens/access-token.js';
import { AccessTokens } from '../tokens/access-tokens.js';
import type { TokenQueryForm } from './dto/token-query.form.js';
import { type OAuthCaller, OAuthCallers } from './oauth-callers.js';
import { OAuthRecords } from './oauth-records.js';
import { UnauthorizedClientError } from './oauth.errors.js';
import { TokenRevoked } from './oauth.events.js';

/** Ends tokens for those who hold them (RFC 7009). */
@Injectable()
export class TokenRevocation {
  constructor(
    private readonly callers: OAuthCallers,
    private readonly tokens: AccessTokens,
    private readonly sessions: Sessions,
    private readonly revocations: Revocations,
    private readonly records: OAuthRecords,
  ) {}

  /**
   * Ends an access token with all that were exchanged for it, or the session of a refresh token. What is no token, or
   * none any more, is as good as revoked.
   *
   * @throws InvalidClientError, InvalidTokenError, InvalidRequestError; UnauthorizedClientError for a token of others,
   * which goes on. Whoever acts for an agent ends the token that they act by, and no other.
   */
  async revoke(form: TokenQueryForm, request: GuardedRequest): Promise<void> {
    const caller = await this.callers.identify(form, request);
    const claims = await this.tokens.verify(form.token);
    const { delegatedTokenId } = caller;
    if (delegatedTokenId !== undefined && claims?.jti !== delegatedTokenId) throw new UnauthorizedClientError();
    if (!claims) {
      await this.sessions.revokeByRefreshToken(form.token, caller.agentId);
      return;
    }
    if (!isHolder(caller, claims)) throw new UnauthorizedClientError();
    await this.end(claims);
  }

  private async end({ jti, sub, exp }: AccessTokenClaims): Promise<void> {
    // What was exchanged for it has ended by then too.
    const until = new Date(exp * 1000);
    await this.records.add(new TokenRevoked(jti, sub), () => this.revocations.revoke(jti, until));
  }
}

/** The client that got it, or the agent that it is for. */
function isHolder({ agentId, clientId }: OAuthCaller, claims: AccessTokenClaims): boolean {
  return claims.sub === agentId || claims.client_id === clientId;
}
