import { Injectable } from '@nestjs/common';
import { LoginRecords } from '../login/login-records.js';
import type { OAuthTokenResponse } from './dto/oauth-token.response.js';
import type { TokenForm } from './dto/token.form.js';
import type { AuthenticatedClient } from './oauth-clients.js';
import { Scopes } from './scopes.js';
import { TokenIssuer } from './token-issuer.js';
import type { OAuthGrant } from './oauth-grant.js';

/** A token for the client's own agent (RFC 6749 §4.4). There is no refresh token: the client asks again. */
@Injectable()
export class ClientCredentialsGrant implements OAuthGrant {
  readonly type = 'client_credentials';

  constructor(
    private readonly scopes: Scopes,
    private readonly issuer: TokenIssuer,
    private readonly records: LoginRecords,
  ) {}

  async issue(
    { scope }: TokenForm,
    { profile, limits, method, permissions: held }: AuthenticatedClient,
    provenKey: string | undefined,
  ): Promise<OAuthTokenResponse> {
    const permissions = scope === undefined ? undefined : this.scopes.requireHeld(scope, held);
    const narrowed = { ...limits, ...(permissions && { permissions }) };
    const grant = { agent: profile, method, limits: narrowed, provenKey };
    const { response } = await this.issuer.issue(grant, permissions ?? held.toArray());
    await this.records.succeeded(profile.id, method, undefined);
    return response;
  }
}
