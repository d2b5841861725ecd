import { Injectable } from '@nestjs/common';
import { Clock } from '../../common/clock.js';
import { isCompactToken } from '../jws/compact-form.js';
import { jsonObject } from '../jws/json-object.js';
import { type VerifiedJwt, verifyJwt } from '../jws/verify-jwt.js';
import { Issuers } from './issuers.js';
import type { OAuthSettings } from './oauth.settings.js';
import { headerTypes, isAcceptedType } from './token-type.js';

const LONGEST = 16_384;

type Claims = VerifiedJwt['claims'];

/** Verifies tokens (JWTs) of other issuers. */
@Injectable()
export class ExternalTokens {
  constructor(
    private readonly issuers: Issuers,
    private readonly clock: Clock,
  ) {}

  /**
   * The claims of a token that its issuer made for us and that is in force.
   *
   * @returns undefined for any other; the issuer of a token that names another one is not asked.
   * @throws Error when the issuer's keys cannot be got.
   */
  async verify(settings: OAuthSettings, token: string): Promise<Claims | undefined> {
    if (claimedIssuer(token) !== settings.issuer) return undefined;
    const keys = this.issuers.keysOf(settings);
    const verified = await verifyJwt(token, (header) => keys.find(header), {
      now: this.clock.now(),
      algorithms: settings.algorithms,
      typ: headerTypes(settings),
      longest: LONGEST,
      skewSeconds: settings.clockSkewSeconds,
      issuer: settings.issuer,
      audience: settings.audiences,
      requires: ['exp', 'iat'],
    });
    if (!verified || !isAcceptedType(verified, settings) || isBound(verified.claims)) return undefined;
    return isForAuthorizedParty(verified.claims, settings) ? verified.claims : undefined;
  }
}

/** What an unverified token says: good enough to refuse it, and for nothing else. */
function claimedIssuer(token: string): unknown {
  if (!isCompactToken(token, LONGEST)) return undefined;
  return jsonObject(Buffer.from(token.split('.')[1] ?? '', 'base64url'))?.['iss'];
}

/** Whether only the holder of a key may present it (RFC 7800): that proof is not asked for here, so it is not taken. */
function isBound(claims: Claims): boolean {
  return claims['cnf'] !== undefined;
}

/** Issuers name the client in different claims; each that is there must name an authorized one. */
function isForAuthorizedParty(claims: Claims, { authorizedParties }: OAuthSettings): boolean {
  if (!authorizedParties) return true;
  const parties = [claims['azp'], claims['client_id'], claims['appid']].filter((it) => it !== undefined);
  return parties.length > 0 && parties.every((it) => authorizedParties.includes(it as string));
}
