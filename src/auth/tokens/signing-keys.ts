import { createPublicKey, type KeyObject } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../common/clock.js';
import { ChangeFeed, FeedCache } from '../../database/index.js';
import { type PublishedKey, publishedKey } from './published-key.js';
import { SigningKeyPairs } from './signing-key-pairs.js';
import { SigningKeysRepository } from './signing-keys.repository.js';

export const SIGNING_KEYS_TOPIC = 'signing-keys';

const LOOK_AGAIN_MS = 1000;

interface LoadedKeys {
  readonly signing: { readonly kid: string; readonly key: KeyObject };
  readonly verifying: ReadonlyMap<string, KeyObject>;
  readonly published: readonly PublishedKey[];
}

/** The key pairs of access tokens (ES256), parsed once: parsing a key costs more than a verification. */
@Injectable()
export class SigningKeys {
  readonly #cache: FeedCache<LoadedKeys>;
  #lookedAgain: { readonly at: number; readonly keys: Promise<LoadedKeys | undefined> } | undefined;

  constructor(
    private readonly repository: SigningKeysRepository,
    private readonly pairs: SigningKeyPairs,
    private readonly clock: Clock,
    feed: ChangeFeed,
  ) {
    this.#cache = new FeedCache(feed, SIGNING_KEYS_TOPIC, { max: 1 });
    feed.on(SIGNING_KEYS_TOPIC, () => (this.#lookedAgain = undefined));
  }

  /** The key that signs now. */
  async signing(): Promise<LoadedKeys['signing']> {
    return (await this.load()).signing;
  }

  /** The public key of this id, next and retired ones included; undefined when unknown. */
  async verifying(kid: string): Promise<KeyObject | undefined> {
    const { verifying } = await this.load();
    return verifying.get(kid) ?? (await this.lookAgain())?.verifying.get(kid);
  }

  /** What verifiers elsewhere may know: every key, its public members alone. */
  async published(): Promise<readonly PublishedKey[]> {
    return (await this.load()).published;
  }

  private async load(): Promise<LoadedKeys> {
    const keys = await this.#cache.get('all', () => this.read());
    if (!keys) throw new Error('There is no current signing key');
    return keys;
  }

  /**
   * The keys as they are in the database: a token may be here before the news of its key.
   *
   * Asks at most once a second, however many unknown ids are presented.
   */
  private lookAgain(): Promise<LoadedKeys | undefined> {
    const at = this.clock.now().getTime();
    if (!this.#lookedAgain || Math.abs(at - this.#lookedAgain.at) >= LOOK_AGAIN_MS) {
      this.#lookedAgain = { at, keys: this.read() };
    }
    return this.#lookedAgain.keys;
  }

  private async read(): Promise<LoadedKeys | undefined> {
    const keys = await this.repository.all();
    const current = keys.find((it) => it.status === 'current');
    return (
      current && {
        signing: { kid: current.kid, key: this.pairs.privateKey(current) },
        verifying: new Map(keys.map((it) => [it.kid, createPublicKey({ key: it.publicJwk, format: 'jwk' })])),
        published: keys.map(publishedKey),
      }
    );
  }
}
