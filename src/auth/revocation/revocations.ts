import { Injectable } from '@nestjs/common';
import { Interval } from '@nestjs/schedule';
import { Clock } from '../../common/clock.js';
import { ChangeFeed, FeedCache, Transactions } from '../../database/index.js';
import { RevocationsRepository } from './revocations.repository.js';

const TOPIC = 'revocations';
const MOST_CACHED = 50_000;
const TEN_MINUTES = 600_000;

/**
 * What has ended before its time.
 *
 * Each access token names what it rests on: itself (`jti`), its session, the key or client it was got by, the token it
 * was exchanged for. It is refused once any of them is revoked, on every instance.
 */
@Injectable()
export class Revocations {
  readonly #cache: FeedCache<{ readonly revoked: boolean }>;

  constructor(
    private readonly repository: RevocationsRepository,
    private readonly transactions: Transactions,
    private readonly changeFeed: ChangeFeed,
    private readonly clock: Clock,
  ) {
    this.#cache = new FeedCache(changeFeed, TOPIC, { max: MOST_CACHED });
  }

  /** @param until when the last proof that rests on it would have expired anyway. */
  async revoke(basis: string, until: Date): Promise<void> {
    await this.transactions.run(async () => {
      await this.repository.put(basis, until);
      await this.changeFeed.announce(TOPIC, basis);
    });
  }

  /** Whether any of these has been revoked. */
  async includeAny(bases: readonly string[]): Promise<boolean> {
    for (const basis of bases) {
      const known = await this.#cache.get(basis, async () => ({ revoked: await this.repository.has(basis) }));
      if (known?.revoked) return true;
    }
    return false;
  }

  @Interval(TEN_MINUTES)
  async forgetExpired(): Promise<void> {
    await this.repository.forgetExpired(this.clock.now());
  }
}
