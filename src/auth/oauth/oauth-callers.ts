import { Injectable } from '@nestjs/common';
import { currentRequest } from '../../common/http/request-context.js';
import { InvalidTokenError } from '../auth.errors.js';
import { Authenticator } from '../guard/authenticator.js';
import { presentedToken } from '../guard/authorization-header.js';
import type { GuardedRequest } from '../guard/guarded-request.js';
import type { PermissionSet } from '../permissions.js';
import type { ClientForm } from './dto/client.form.js';
import { OAuthClients } from './oauth-clients.js';
import { InvalidRequestError } from './oauth.errors.js';

/** Who asks about tokens. */
export interface OAuthCaller {
  readonly agentId: string;
  readonly permissions: PermissionSet;
  /** Absent for the bearer of a token. */
  readonly clientId?: string | undefined;
  /** Identifies the token of a bearer who acts for the agent by token exchange. */
  readonly delegatedTokenId?: string | undefined;
}

/** Recognises who asks about tokens: a client, or the bearer of a token that opens other routes too. */
@Injectable()
export class OAuthCallers {
  constructor(
    private readonly clients: OAuthClients,
    private readonly authenticator: Authenticator,
  ) {}

  /** @throws InvalidClientError, InvalidTokenError, InvalidDpopProofError; InvalidRequestError for two proofs at once. */
  async identify(form: ClientForm, request: GuardedRequest): Promise<OAuthCaller> {
    const { authorization } = request.headers;
    if (presentedToken(authorization)) return this.bearer(form, request);
    const { profile, permissions, limits } = await this.clients.authenticate(form, authorization);
    return { agentId: profile.id, permissions, clientId: limits.clientId };
  }

  private async bearer(form: ClientForm, request: GuardedRequest): Promise<OAuthCaller> {
    if (form.client_secret !== undefined || form.client_assertion !== undefined) {
      throw new InvalidRequestError('Send a token or the proof of a client, not both.');
    }
    const { agentId, permissions, credential, actors, tokenId } = await this.authenticator.authenticate(request);
    // A vended credential opens its tool, nothing else.
    if (credential) throw new InvalidTokenError();
    const current = currentRequest();
    if (current) current.agentId = agentId;
    return { agentId, permissions, ...(actors?.length && { delegatedTokenId: tokenId }) };
  }
}
