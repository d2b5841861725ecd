import { Injectable } from '@nestjs/common';
import { PermissionCatalogue } from '../permission-catalogue/permission-catalogue.js';
import { SessionStart } from '../sessions/session-start.js';
import type { IssuedSessionTokens } from '../sessions/session-tokens.js';
import { AccessTokens, type IssuedToken, type TokenGrant } from '../tokens/access-tokens.js';
import type { LoginWishes } from './login-wishes.js';

/** What a login yields: always an access token, with a session also a refresh token. */
export type LoginResult = IssuedToken & Partial<IssuedSessionTokens>;

/** Issues what was asked for at a login. */
@Injectable()
export class LoginTokens {
  constructor(
    private readonly catalogue: PermissionCatalogue,
    private readonly accessTokens: AccessTokens,
    private readonly sessions: SessionStart,
  ) {}

  /** @throws UnknownPermissionError for permissions that nothing asks for */
  requireKnown({ permissions = [] }: LoginWishes): void {
    this.catalogue.requireKnown(permissions);
  }

  issue(grant: TokenGrant, { withRefreshToken = false }: LoginWishes): Promise<LoginResult> {
    return withRefreshToken ? this.sessions.start(grant) : this.accessTokens.issue(grant);
  }
}
