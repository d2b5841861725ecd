import { Injectable } from '@nestjs/common';
import { InsufficientPermissionError } from '../auth.errors.js';
import type { GuardedRequest } from '../guard/guarded-request.js';
import { ChecksPermission } from '../permission-catalogue/checks-permission.decorator.js';
import type { Actor } from '../tokens/access-token.js';
import type { IntrospectionResponse } from './dto/introspection.response.js';
import type { TokenQueryForm } from './dto/token-query.form.js';
import { type OAuthCaller, OAuthCallers } from './oauth-callers.js';
import { type OwnToken, OwnTokens } from './own-tokens.js';

const INTROSPECT = 'token:introspect';

/** Tells what a token is good for (RFC 7662). */
@Injectable()
@ChecksPermission(INTROSPECT)
export class Introspection {
  constructor(
    private readonly callers: OAuthCallers,
    private readonly tokens: OwnTokens,
  ) {}

  /**
   * With the permission `token:introspect` about every access token; without it a client learns of those that its own
   * agent has part in. All else is told alike, whatever it is.
   *
   * @throws InvalidClientError, InvalidTokenError, InsufficientPermissionError, InvalidRequestError
   */
  async introspect(form: TokenQueryForm, request: GuardedRequest): Promise<IntrospectionResponse> {
    const caller = await this.callers.identify(form, request);
    const seesAll = caller.permissions.allows(INTROSPECT);
    if (!seesAll && caller.clientId === undefined) throw new InsufficientPermissionError(INTROSPECT);
    const token = await this.tokens.find(form.token, 'anywhere');
    return token && (seesAll || hasPartIn(caller, token)) ? toResponse(token) : { active: false };
  }
}

function hasPartIn({ agentId, clientId }: OAuthCaller, { claims, principal }: OwnToken): boolean {
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
