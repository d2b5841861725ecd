import { hash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { JWTPayload } from 'jose';
import jsonwebtoken from 'jsonwebtoken';
import { ChangeFeed, FeedCache } from '../../database/index.js';
import { isCompactToken } from '../jws/compact-form.js';
import { verifyJwt } from '../jws/verify-jwt.js';
import { accessTokenHeader, signingKeyOf } from './access-token-header.js';
import { Issuer } from './issuer.js';
import { SIGNING_KEYS_TOPIC, SigningKeys } from './signing-keys.js';
import { TokenTooLongError } from './tokens.errors.js';

const MOST_CACHED = 10_000;

/** JWTs (RFC 9068, ES256) under the keys that our JWKS shows, for whatever audience. */
@Injectable()
export class SignedTokens {
  /** By the SHA-256 of the token, so that memory holds no usable token; verified anew when the signing keys change. */
  readonly #verified: FeedCache<JWTPayload>;

  constructor(
    private readonly keys: SigningKeys,
    private readonly issuer: Issuer,
    feed: ChangeFeed,
  ) {
    this.#verified = new FeedCache(feed, SIGNING_KEYS_TOPIC, { max: MOST_CACHED });
  }

  /** @throws TokenTooLongError when it would be longer than any that is accepted. */
  async sign(claims: object): Promise<string> {
    const { kid, key } = await this.keys.signing();
    const token = jsonwebtoken.sign(claims, key, { algorithm: 'ES256', header: accessTokenHeader(kid) });
    if (!isCompactToken(token)) throw new TokenTooLongError();
    return token;
  }

  /**
   * What a token says that we have signed and that has not expired; undefined for anything else.
   *
   * For whom it is, and whether what it stands for still stands, is the caller's to ask.
   */
  async read(token: string, now: Date): Promise<JWTPayload | undefined> {
    const kid = signingKeyOf(token);
    if (kid === undefined) return undefined;
    const claims = await this.#verified.get(hash('sha256', token, 'base64'), () => this.verify(token, kid, now));
    return claims?.exp !== undefined && claims.exp * 1000 > now.getTime() ? claims : undefined;
  }

  private async verify(token: string, kid: string, now: Date): Promise<JWTPayload | undefined> {
    const key = await this.keys.verifying(kid);
    if (!key) return undefined;
    const rules = {
      algorithms: ['ES256'],
      typ: ['at+jwt'],
      issuer: this.issuer.url,
      requires: ['exp', 'jti'],
      now,
    } as const;
    return (await verifyJwt(token, key.export({ format: 'jwk' }), rules))?.claims;
  }
}
