import { hash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../common/clock.js';
import { ChangeFeed, FeedCache } from '../../database/index.js';
import { isCompactToken } from '../jws/compact-form.js';
import type { AccessTokenClaims } from './access-token.js';
import { AccessTokenStrategy } from './access-token.strategy.js';
import { SIGNING_KEYS_TOPIC } from './signing-keys.js';

const MOST_CACHED = 10_000;

/** Access tokens whose signature has been verified; it is verified anew when the signing keys change. */
@Injectable()
export class VerifiedTokens {
  /** By the SHA-256 of the token, so that memory holds no usable token. */
  readonly #claims: FeedCache<AccessTokenClaims>;

  constructor(
    private readonly strategy: AccessTokenStrategy,
    private readonly clock: Clock,
    feed: ChangeFeed,
  ) {
    this.#claims = new FeedCache(feed, SIGNING_KEYS_TOPIC, { max: MOST_CACHED });
  }

  /** The claims of an unexpired token of ours; undefined for anything else. */
  async verify(token: string): Promise<AccessTokenClaims | undefined> {
    const claims = await this.#claims.get(hash('sha256', token, 'base64'), async () =>
      isCompactToken(token) ? this.strategy.verify(token) : undefined,
    );
    return claims && claims.exp * 1000 > this.clock.now().getTime() ? claims : undefined;
  }
}
