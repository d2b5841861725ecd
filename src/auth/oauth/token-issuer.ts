import { Injectable } from '@nestjs/common';
import { isCompactToken } from '../jws/compact-form.js';
import type { Permission } from '../permissions.js';
import { AccessTokens, type IssuedToken, type TokenGrant } from '../tokens/access-tokens.js';
import type { OAuthTokenResponse } from './dto/oauth-token.response.js';
import { InvalidScopeError } from './oauth.errors.js';

/** Issues access tokens in the words of OAuth. */
@Injectable()
export class TokenIssuer {
  constructor(private readonly tokens: AccessTokens) {}

  /**
   * @param permissions that the token has in effect, to be told.
   * @throws InvalidScopeError when the token would be longer than any that is accepted.
   */
  async issue(
    grant: TokenGrant,
    permissions: readonly Permission[],
  ): Promise<{ issued: IssuedToken; response: OAuthTokenResponse }> {
    const issued = await this.tokens.issue(grant);
    if (!isCompactToken(issued.token)) {
      throw new InvalidScopeError('So many permissions do not fit into one token: name fewer of them in scope.');
    }
    const response = {
      access_token: issued.token,
      token_type: issued.tokenType,
      expires_in: issued.expiresIn,
      ...(permissions.length > 0 && { scope: permissions.join(' ') }),
    };
    return { issued, response };
  }
}
