import { Injectable } from '@nestjs/common';
import type { Permission } from '../permissions.js';
import { AccessTokens, type IssuedToken, type TokenGrant } from '../tokens/access-tokens.js';
import type { OAuthTokenResponse } from './dto/oauth-token.response.js';

/** Issues access tokens in the words of OAuth. */
@Injectable()
export class TokenIssuer {
  constructor(private readonly tokens: AccessTokens) {}

  /**
   * @param permissions that the token has in effect, to be told.
   * @throws TokenTooLongError, which OAuth calls `invalid_scope`.
   */
  async issue(
    grant: TokenGrant,
    permissions: readonly Permission[],
  ): Promise<{ issued: IssuedToken; response: OAuthTokenResponse }> {
    const issued = await this.tokens.issue(grant);
    const response = {
      access_token: issued.token,
      token_type: issued.tokenType,
      expires_in: issued.expiresIn,
      ...(permissions.length > 0 && { scope: permissions.join(' ') }),
    };
    return { issued, response };
  }
}
