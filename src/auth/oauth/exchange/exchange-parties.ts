import { Injectable } from '@nestjs/common';
import type { TokenForm } from '../dto/token.form.js';
import type { AuthenticatedClient } from '../oauth-clients.js';
import { InvalidRequestError } from '../oauth.errors.js';
import { type OwnToken, OwnTokens } from '../own-tokens.js';
import { type Party, partyOfClient, partyOfToken, type Subject } from './party.js';
import { isOwnTokenType } from './token-types.js';

/** Recognises who takes part in a token exchange (RFC 8693 §2.1): each by an access token of ours, or as the client. */
@Injectable()
export class ExchangeParties {
  constructor(private readonly tokens: OwnTokens) {}

  /** @throws InvalidRequestError */
  async subjectOf(form: TokenForm, provenKey: string | undefined): Promise<Subject> {
    const { subject_token: token, subject_token_type: type } = form;
    return partyOfToken(await this.read('subject', token, type, provenKey));
  }

  /**
   * The client's own agent, unless a token of another one is shown.
   *
   * @throws InvalidRequestError
   */
  async actorOf(form: TokenForm, client: AuthenticatedClient, provenKey: string | undefined): Promise<Party> {
    const { actor_token: token, actor_token_type: type } = form;
    if (token === undefined && type === undefined) return partyOfClient(client);
    const actor = partyOfToken(await this.read('actor', token, type, provenKey));
    if (actor.act) throw new InvalidRequestError('The actor_token must be the own token of the agent that acts.');
    return actor;
  }

  /** A token that is bound to a key is worth nothing without a proof of that key, here as anywhere. */
  private async read(
    role: 'subject' | 'actor',
    token: string | undefined,
    type: string | undefined,
    provenKey: string | undefined,
  ): Promise<OwnToken> {
    if (token === undefined || type === undefined) {
      throw new InvalidRequestError(`${role}_token and ${role}_token_type come together.`);
    }
    if (!isOwnTokenType(type)) throw new InvalidRequestError(`The ${role}_token_type must be that of an access token.`);
    const found = await this.tokens.find(token, 'here');
    if (!found) throw new InvalidRequestError(`The ${role}_token is no valid access token of this registry.`);
    const boundTo = found.principal.provenKey;
    if (boundTo === undefined || boundTo === provenKey) return found;
    throw new InvalidRequestError(`The ${role}_token is bound to a key: send a DPoP proof of it.`);
  }
}
