import { Injectable } from '@nestjs/common';
import { Clock } from '../../common/clock.js';
import type { AuthMethod, Identity } from '../auth-method.js';
import { ExternalTokens } from '../external/external-tokens.js';
import { OAuthCredentials, OAuthSettings } from '../external/oauth.settings.js';
import { claimAt } from '../mapping/claims.js';

/** The end of the year 9999; later moments are no dates. */
const LATEST = 253_402_300_799;

/** Proves a subject by a token of its issuer, exchanged for an access token or presented as the bearer token itself. */
@Injectable()
export class OAuthAuthMethod implements AuthMethod<OAuthSettings, OAuthCredentials> {
  readonly kind = 'oauth';
  readonly description = 'Access and id tokens (JWT) of an OAuth 2 or OpenID Connect issuer.';
  readonly settingsDto = OAuthSettings;
  readonly credentialsDto = OAuthCredentials;

  constructor(
    private readonly tokens: ExternalTokens,
    private readonly clock: Clock,
  ) {}

  authenticate(settings: OAuthSettings, { token }: OAuthCredentials): Promise<Identity | undefined> {
    return this.validateToken(settings, token);
  }

  async validateToken(settings: OAuthSettings, token: string): Promise<Identity | undefined> {
    const claims = await this.tokens.verify(settings, token);
    if (!claims) return undefined;
    const { exp = 0, iat = 0 } = claims;
    const subject = claimAt(claims, settings.subjectClaim);
    if (typeof subject !== 'string' || subject === '' || iat < 0 || exp > LATEST) return undefined;
    const assertedAt = new Date(Math.min(iat * 1000, this.clock.now().getTime()));
    return { issuer: settings.issuer, subject, claims, assertedAt, limits: { expiresAt: new Date(exp * 1000) } };
  }
}
