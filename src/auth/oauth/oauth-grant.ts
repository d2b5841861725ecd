import type { OAuthTokenResponse } from './dto/oauth-token.response.js';
import type { TokenForm } from './dto/token.form.js';
import type { AuthenticatedClient } from './oauth-clients.js';

/** One way to get a token (RFC 6749 §1.3). */
export interface OAuthGrant {
  /** Its `grant_type`. */
  readonly type: string;

  /**
   * @param provenKey thumbprint of the key that the client has proved to hold: the token is bound to it.
   * @throws InvalidRequestError, InvalidScopeError, InvalidTargetError
   */
  issue(form: TokenForm, client: AuthenticatedClient, provenKey: string | undefined): Promise<OAuthTokenResponse>;
}
