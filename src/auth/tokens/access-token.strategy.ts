import type { KeyObject } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { PassportStrategy } from '@nestjs/passport';
import passport from 'passport';
import { Strategy, type StrategyOptionsWithoutRequest } from 'passport-jwt';
import type { AccessTokenClaims } from './access-token.js';
import { signingKeyOf } from './access-token-header.js';
import { Issuer } from './issuer.js';
import { SigningKeys } from './signing-keys.js';

const NAME = 'access_token';

/** What passport is given in place of an HTTP request. */
interface Presented {
  readonly token: string;
  readonly key: KeyObject;
}

type Verified = (error: unknown, claims?: AccessTokenClaims | false | null) => void;
type Authenticate = (presented: Presented, response: object, next: (error?: unknown) => void) => void;

/**
 * passport-jwt, set to accept nothing but access tokens of this registry.
 *
 * It has a passport of its own: the usual strategy table belongs to the process, and a second registry in the process
 * would take over the first one's. Expiry is left to the caller, who has the injected clock.
 */
@Injectable()
export class AccessTokenStrategy extends PassportStrategy(Strategy, NAME) {
  private passport?: passport.Authenticator;

  constructor(
    private readonly keys: SigningKeys,
    private readonly issuer: Issuer,
  ) {
    super({
      jwtFromRequest: (presented) => (presented as unknown as Presented).token,
      // A KeyObject: from a PEM the key would be parsed again at each verification. The types do not know it.
      secretOrKeyProvider: ({ key }: Presented, _token, done) => done(null, key as unknown as Buffer),
      algorithms: ['ES256'],
      ignoreExpiration: true,
    } satisfies StrategyOptionsWithoutRequest);
  }

  /** The claims when type, algorithm, signature, issuer and audience are right. Does not look at the time. */
  async verify(token: string): Promise<AccessTokenClaims | undefined> {
    const key = await this.keyOf(token);
    if (!key) return undefined;
    return new Promise((resolve, reject) => {
      const done: Verified = (error, claims) => (error ? reject(error as Error) : resolve(claims || undefined));
      const authenticate = this.getPassportInstance().authenticate(NAME, { session: false }, done) as Authenticate;
      authenticate({ token, key }, {}, reject);
    });
  }

  /** Called by Passport with claims whose signature is right. */
  validate(claims: AccessTokenClaims): AccessTokenClaims | false {
    const ours = [claims.iss, claims.aud].every((it) => it === this.issuer.url);
    const named = [claims.sub, claims.client_id, claims.jti].every((it) => typeof it === 'string');
    return ours && named && [claims.exp, claims.epoch].every(Number.isInteger) && claims;
  }

  /** A hook of the mixin, called while it is constructed. */
  getPassportInstance(): passport.Authenticator {
    return (this.passport ??= new passport.Passport());
  }

  private async keyOf(token: string): Promise<KeyObject | undefined> {
    const kid = signingKeyOf(token);
    return kid === undefined ? undefined : this.keys.verifying(kid);
  }
}
