import { Injectable } from '@nestjs/common';
import { AppError } from '../../common/errors/app-error.js';
import { ClientCredentialsGrant } from './client-credentials.grant.js';
import type { OAuthTokenResponse } from './dto/oauth-token.response.js';
import type { TokenForm } from './dto/token.form.js';
import { TokenExchangeGrant } from './exchange/token-exchange.grant.js';
import { type AuthenticatedClient, OAuthClients } from './oauth-clients.js';
import type { OAuthGrant } from './oauth-grant.js';
import { OAuthRecords } from './oauth-records.js';
import { UnsupportedGrantTypeError } from './oauth.errors.js';
import { TokenRefused } from './oauth.events.js';
import { Targets } from './targets.js';

/** Gives access tokens to OAuth clients (RFC 6749 §3.2). */
@Injectable()
export class TokenEndpoint {
  readonly #grants: readonly OAuthGrant[];

  constructor(
    private readonly clients: OAuthClients,
    private readonly targets: Targets,
    private readonly records: OAuthRecords,
    clientCredentials: ClientCredentialsGrant,
    tokenExchange: TokenExchangeGrant,
  ) {
    this.#grants = [clientCredentials, tokenExchange];
  }

  /** Values of `grant_type`. */
  get grantTypes(): readonly string[] {
    return this.#grants.map((it) => it.type);
  }

  /**
   * @param authorization the header.
   * @param provenKey thumbprint of the key that the client has proved to hold (RFC 9449).
   * @throws UnsupportedGrantTypeError, InvalidClientError, InvalidRequestError, InvalidScopeError, InvalidTargetError.
   * What a client is refused once it has proved itself is audited.
   */
  async issue(
    form: TokenForm,
    authorization: string | undefined,
    provenKey: string | undefined,
  ): Promise<OAuthTokenResponse> {
    const grant = this.#grants.find((it) => it.type === form.grant_type);
    if (!grant) throw new UnsupportedGrantTypeError(this.grantTypes);
    const client = await this.clients.authenticate(form, authorization);
    try {
      this.targets.requireOwn([...(form.resource ?? []), ...(form.audience ?? [])]);
      return await grant.issue(form, client, provenKey);
    } catch (error) {
      if (error instanceof AppError) await this.recordRefusal(client, error);
      throw error;
    }
  }

  private async recordRefusal({ limits, profile }: AuthenticatedClient, { code }: AppError): Promise<void> {
    await this.records.add(new TokenRefused(limits.clientId ?? profile.id, code));
  }
}
