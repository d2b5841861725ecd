import { LRUCache } from 'lru-cache';
import { UnitOfWork } from '../common/events/unit-of-work.js';
import type { ChangeFeed } from './change-feed.js';
import { ANY_KEY } from './change-feed.js';

export interface FeedCacheOptions<V> {
  /** Most entries that are kept. */
  readonly max: number;
  /** Longest life of an entry in milliseconds. Default: until its change. */
  readonly ttl?: number;
  /** Most that all entries together may be, by `sizeCalculation`. Default: they are only counted. */
  readonly maxSize?: number;
  readonly sizeCalculation?: (value: V) => number;
}

/** A bounded read cache whose entries fall with the changes announced under their key; `*` empties it. */
export class FeedCache<V extends object> {
  readonly #entries: LRUCache<string, V>;
  #changes = 0;

  constructor(
    private readonly feed: ChangeFeed,
    topic: string,
    options: FeedCacheOptions<V>,
  ) {
    this.#entries = new LRUCache<string, V>(options);
    feed.on(topic, (key) => {
      this.#changes += 1;
      if (key === ANY_KEY) this.#entries.clear();
      else this.#entries.delete(key);
    });
  }

  /**
   * The value under a key, loaded where it is not kept.
   *
   * Nothing is read from or written to the cache inside a transaction, which may see what others must not, nor while the
   * feed is cut. What changed while it was loaded is not kept. An absent value (`undefined`) is never kept.
   */
  async get(key: string, load: () => Promise<V | undefined>): Promise<V | undefined> {
    if (!this.feed.live || UnitOfWork.current()) return load();
    const kept = this.#entries.get(key);
    if (kept) return kept;
    const changes = this.#changes;
    const value = await load();
    if (value && changes === this.#changes && this.feed.live) this.#entries.set(key, value);
    return value;
  }
}
