import { Injectable } from '@nestjs/common';
import type { Actor, AgentEpoch } from '../../tokens/access-token.js';
import type { OAuthTokenResponse } from '../dto/oauth-token.response.js';
import type { TokenForm } from '../dto/token.form.js';
import type { AuthenticatedClient } from '../oauth-clients.js';
import type { OAuthGrant } from '../oauth-grant.js';
import { InvalidRequestError, InvalidScopeError } from '../oauth.errors.js';
import { TokenExchanged } from '../oauth.events.js';
import { OAuthRecords } from '../oauth-records.js';
import { Scopes } from '../scopes.js';
import { TokenIssuer } from '../token-issuer.js';
import { ExchangeParties } from './exchange-parties.js';
import { commonLimits, type Party, partyOfClient, type Subject } from './party.js';
import { ACCESS_TOKEN_TYPE } from './token-types.js';

const MOST_ACTORS = 4;

/**
 * A token by which one agent acts for another (RFC 8693).
 *
 * It may do what both may, ends with the first of the proofs that it was got by, and dies when any of them is revoked.
 */
@Injectable()
export class TokenExchangeGrant implements OAuthGrant {
  readonly type = 'urn:ietf:params:oauth:grant-type:token-exchange';

  constructor(
    private readonly parties: ExchangeParties,
    private readonly scopes: Scopes,
    private readonly issuer: TokenIssuer,
    private readonly records: OAuthRecords,
  ) {}

  async issue(
    form: TokenForm,
    client: AuthenticatedClient,
    provenKey: string | undefined,
  ): Promise<OAuthTokenResponse> {
    requireAccessTokenWanted(form);
    const subject = await this.parties.subjectOf(form, provenKey);
    const actor = await this.parties.actorOf(form, client, provenKey);
    const act = actedBy(actor, subject);
    const permissions = this.permissionsOf(form, subject, actor);
    const { clientId } = client.limits;
    const limits = {
      ...commonLimits([subject, actor, partyOfClient(client)]),
      ...{ permissions, ...(clientId !== undefined && { clientId }) },
    };
    const agent = { id: subject.agentId, tokenEpoch: subject.epoch };
    const grant = { agent, method: subject.method, limits, act, restsOn: restsOn(subject, client), provenKey };
    const { issued, response } = await this.issuer.issue(grant, permissions);
    const event = { tokenId: issued.tokenId, subjectId: subject.agentId, subjectTokenId: subject.tokenId };
    await this.records.add(new TokenExchanged({ ...event, actorId: actor.agentId, clientId, permissions }));
    return { ...response, issued_token_type: ACCESS_TOKEN_TYPE };
  }

  private permissionsOf({ scope }: TokenForm, subject: Subject, actor: Party) {
    const held = subject.permissions.intersect(actor.permissions);
    const permissions = scope === undefined ? held.toArray() : this.scopes.requireHeld(scope, held);
    if (permissions.length === 0) throw new InvalidScopeError('Subject and actor have no permission in common.');
    return permissions;
  }
}

function requireAccessTokenWanted({ requested_token_type: type }: TokenForm): void {
  if (type === undefined || type === ACCESS_TOKEN_TYPE) return;
  throw new InvalidRequestError('An access token is the only requested_token_type.');
}

/** Who acts from now on, before whom those who have acted already. */
function actedBy({ agentId, epoch }: Party, { act }: Subject): Actor {
  if (depthOf(act) >= MOST_ACTORS)
    throw new InvalidRequestError(`At most ${MOST_ACTORS} agents act one for the other.`);
  return { sub: agentId, epoch, ...(act && { act }) };
}

/** The agents of all clients that took part, each once. */
function restsOn(subject: Subject, { profile }: AuthenticatedClient): AgentEpoch[] {
  const before = subject.restsOn.filter((it) => it.sub !== profile.id || it.epoch !== profile.tokenEpoch);
  return [...before, { sub: profile.id, epoch: profile.tokenEpoch }];
}

function depthOf(act: Actor | undefined): number {
  return act ? 1 + depthOf(act.act) : 0;
}
