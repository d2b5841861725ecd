import { hash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import jsonwebtoken from 'jsonwebtoken';
import { LRUCache } from 'lru-cache';
import { Clock } from '../../common/clock.js';
import { newId } from '../../common/ids.js';
import { Environment } from '../../config/environment.js';
import type { AccessTokenClaims } from './access-token.js';
import { AccessTokenStrategy } from './access-token.strategy.js';
import { Issuer } from './issuer.js';
import { SigningKeys } from './signing-keys.js';
import { isCompactToken } from './token-form.js';

const MOST_CACHED = 10_000;

/** What a new token shall say; `expiresAt` may only shorten its life. */
export type TokenRequest = Pick<AccessTokenClaims, 'sub' | 'epoch' | 'method' | 'permissions'> & {
  readonly expiresAt?: Date;
};

export interface IssuedToken {
  readonly token: string;
  /** Seconds from now. */
  readonly expiresIn: number;
}

/** Issues and verifies the registry's own access tokens: ES256 JWTs. */
@Injectable()
export class AccessTokens {
  /** By the SHA-256 of the token, so that memory holds no usable token. */
  readonly #verified = new LRUCache<string, AccessTokenClaims>({ max: MOST_CACHED });

  constructor(
    private readonly keys: SigningKeys,
    private readonly strategy: AccessTokenStrategy,
    private readonly issuer: Issuer,
    private readonly clock: Clock,
    private readonly environment: Environment,
  ) {}

  async issue({ sub, epoch, method, permissions, expiresAt }: TokenRequest): Promise<IssuedToken> {
    const iat = this.nowInSeconds();
    const longest = iat + this.environment.ACCESS_TOKEN_TTL_SECONDS;
    const exp = Math.min(longest, expiresAt ? Math.floor(expiresAt.getTime() / 1000) : longest);
    const { url } = this.issuer;
    const claims: AccessTokenClaims = {
      ...{ iss: url, aud: url, sub, client_id: sub, iat, exp, jti: newId(), epoch, method },
      ...(permissions && { permissions }),
    };
    const { kid, key } = await this.keys.signing();
    const header = { alg: 'ES256', typ: 'at+jwt', kid } as const;
    return { token: jsonwebtoken.sign(claims, key, { algorithm: 'ES256', header }), expiresIn: exp - iat };
  }

  /** The claims of an unexpired token of ours; undefined for anything else. */
  async verify(token: string): Promise<AccessTokenClaims | undefined> {
    const digest = hash('sha256', token, 'base64');
    const known = this.#verified.get(digest);
    const claims = known ?? (isCompactToken(token) ? await this.strategy.verify(token) : undefined);
    if (!claims || claims.exp <= this.nowInSeconds()) {
      if (known) this.#verified.delete(digest);
      return undefined;
    }
    if (!known) this.#verified.set(digest, claims);
    return claims;
  }

  private nowInSeconds(): number {
    return Math.floor(this.clock.now().getTime() / 1000);
  }
}
