import { Injectable } from '@nestjs/common';
import { ANY_KEY, ChangeFeed } from '../database/index.js';
import type { Credential } from './credential.entity.js';

/** Changes of credentials are announced under it. */
export const CREDENTIALS_TOPIC = 'credentials';

/** More at once are announced as a change of any: caches forget all, which costs less than to be told of each. */
const MOST_KEYS = 100;

/** What a credential is known by on the change feed: the HMAC of its token in hex, or its id where that is a JWT. */
export function feedKeyOf({ id, tokenHmac }: Pick<Credential, 'id' | 'tokenHmac'>): string {
  return tokenHmac?.toString('hex') ?? id;
}

/** Tells every instance which credentials are no longer what they were. */
@Injectable()
export class CredentialFeed {
  constructor(private readonly feed: ChangeFeed) {}

  /** Call it in the transaction of the change. */
  async announce(changed: readonly Pick<Credential, 'id' | 'tokenHmac'>[]): Promise<void> {
    const keys = changed.length > MOST_KEYS ? [ANY_KEY] : changed.map(feedKeyOf);
    for (const key of keys) await this.feed.announce(CREDENTIALS_TOPIC, key);
  }
}
