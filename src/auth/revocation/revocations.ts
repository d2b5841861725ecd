import { Injectable } from '@nestjs/common';
import { DomainEvents } from '../../common/events/domain-events.js';
import { ChangeFeed, FeedCache, Transactions } from '../../database/index.js';
import { BasisRevoked } from './revocation.events.js';
import { RevocationsRepository } from './revocations.repository.js';

const TOPIC = 'revocations';
const MOST_CACHED = 50_000;

/**
 * What has ended before its time.
 *
 * Each access token names what it rests on: itself (`jti`), its session, the key or client it was got by, the token it
 * was exchanged for. It is refused once any of them is revoked, on every instance; so are keys and credentials.
 */
@Injectable()
export class Revocations {
  readonly #cache: FeedCache<{ readonly revoked: boolean }>;

  constructor(
    private readonly repository: RevocationsRepository,
    private readonly transactions: Transactions,
    private readonly changeFeed: ChangeFeed,
    private readonly events: DomainEvents,
  ) {
    this.#cache = new FeedCache(changeFeed, TOPIC, { max: MOST_CACHED });
  }

  /** @param until when the last proof that rests on it, credentials aside, would have expired anyway. */
  async revoke(basis: string, until: Date): Promise<void> {
    await this.transactions.run(async () => {
      await this.repository.put(basis, until);
      await this.changeFeed.announce(TOPIC, basis);
      await this.events.publish(new BasisRevoked(basis));
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

  /** The same, asked of the database: what this instance knows may be old for a transaction that has waited. */
  includeAnyNow(bases: readonly string[]): Promise<boolean> {
    return this.repository.hasAny(bases);
  }
}
