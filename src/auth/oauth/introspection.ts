import { Injectable } from '@nestjs/common';
import { InsufficientPermissionError } from '../auth.errors.js';
import type { GuardedRequest } from '../guard/guarded-request.js';
import { ChecksPermission } from '../permission-catalogue/checks-permission.decorator.js';
import type { Actor } from '../tokens/access-token.js';
import type { IntrospectionResponse } from './dto/introspection.response.js';
import type { IntrospectionForm } from './dto/introspection.form.js';
import { type OAuthCaller, OAuthCallers } from './oauth-callers.js';
import { type OwnToken, OwnTokens } from './own-tokens.js';
import { TokenSources } from './token-sources.js';

const INTROSPECT = 'token:introspect';

/** Tells what a token is good for (RFC 7662). */
@Injectable()
@ChecksPermission(INTROSPECT)
export class Introspection {
  constructor(
    private readonly callers: OAuthCallers,
    private readonly tokens: OwnTokens,
    private readonly sources: TokenSources,
  ) {}

  /**
   * With the permission `token:introspect` about every access token; without it a client learns of those that its own
   * agent has part in. About tokens of a source, such as vended credentials, those learn who hold its permission. All
   * else is told alike, whatever it is.
   *
   * @throws InvalidClientError, InvalidTokenError, InsufficientPermissionError, InvalidRequestError
   */
  async introspect(form: IntrospectionForm, request: GuardedRequest): Promise<IntrospectionResponse> {
    const caller = await this.callers.identify(form, request);
    const seesAll = caller.permissions.allows(INTROSPECT);
    const sources = this.sources.openTo(caller.permissions);
    const mayAsk = seesAll || caller.clientId !== undefined || sources.length > 0;
    if (!mayAsk) throw new InsufficientPermissionError(INTROSPECT);
    const token = await this.tokens.find(form.token, 'anywhere');
    if (token) return seesAll || hasPartIn(caller, token) ? toResponse(token) : { active: false };
    for (const source of sources) {
      const known = await source.introspect(caller.permissions, form.token, form.address);
      if (known) return known;
    }
    return { active: false };
  }
}

/** Without `token:introspect` the bearer of a token learns of none of these. */
function hasPartIn({ agentId, clientId }: OAuthCaller, { claims, principal }: OwnToken): boolean {
  if (clientId === undefined) return false;
  return [claims.sub, ...(principal.actors ?? [])].includes(agentId) || claims.client_id === clientId;
}

function toResponse({ claims, principal }: OwnToken): IntrospectionResponse {
  const { client_id, exp, iat, sub, aud, iss, jti, cnf, act } = claims;
  return {
    active: true,
    scope: principal.permissions.toArray().join(' '),
    ...{ client_id, username: principal.agentName, token_type: cnf ? 'DPoP' : 'Bearer' },
    ...{ exp, iat, sub, aud, iss, jti },
    ...(cnf && { cnf }),
    ...(act && { act: named(act) }),
  };
}

/** Without what only the registry understands. */
function named({ sub, act }: Actor): NonNullable<IntrospectionResponse['act']> {
  return { sub, ...(act && { act: named(act) }) };
}
