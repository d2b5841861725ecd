import { Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import { Clock } from '../../common/clock.js';
import { Keyring } from '../../common/crypto/keyring.js';
import { isOpaqueToken } from '../../common/crypto/opaque-token.js';
import { ChangeFeed, FeedCache } from '../../database/index.js';
import { isAllowedAddress } from '../allowed-address.js';
import { ApiKeysRepository, type UsableApiKey } from './api-keys.repository.js';

export const API_KEY_PREFIX = 'trk_';

/** The topic under which changes of API keys are announced, with the key `*`. */
export const API_KEYS_TOPIC = 'api-keys';

const PURPOSE = 'api-key';
const MINUTE = 60_000;
const MOST_CACHED = 10_000;

/** Recognises API keys. */
@Injectable()
export class ApiKeyVerifier {
  readonly #usable: FeedCache<UsableApiKey>;
  /** When this instance last noted the use of a key, by its id. */
  readonly #noted = new LRUCache<string, number>({ max: MOST_CACHED });

  constructor(
    private readonly keys: ApiKeysRepository,
    private readonly keyring: Keyring,
    private readonly clock: Clock,
    changeFeed: ChangeFeed,
  ) {
    this.#usable = new FeedCache(changeFeed, API_KEYS_TOPIC, { max: MOST_CACHED });
  }

  /** What is stored of a key. */
  hmac(key: string): Buffer {
    return this.keyring.hmac(PURPOSE, key);
  }

  /** Undefined when it is malformed, unknown, expired, revoked or used from elsewhere. */
  async verify(text: string): Promise<UsableApiKey | undefined> {
    if (!isOpaqueToken(API_KEY_PREFIX, text)) return undefined;
    const hmacs = this.keyring.hmacs(PURPOSE, text);
    const key = await this.#usable.get(hmacs[0].toString('base64'), () => this.find(hmacs));
    const now = this.clock.now();
    if (!key || (key.expiresAt && key.expiresAt <= now)) return undefined;
    if (!isAllowedAddress(key.allowedAddresses ?? undefined)) return undefined;
    await this.noteUse(key, now);
    return key;
  }

  private async find(hmacs: [Buffer, ...Buffer[]]): Promise<UsableApiKey | undefined> {
    const key = await this.keys.findUsable(hmacs);
    if (key && hmacs.length > 1) await this.keys.rehash(key.id, hmacs[0]);
    return key;
  }

  private async noteUse({ id, lastUsedAt }: UsableApiKey, now: Date): Promise<void> {
    const noted = this.#noted.get(id) ?? lastUsedAt?.getTime() ?? -Infinity;
    if (now.getTime() - noted < MINUTE) return;
    this.#noted.set(id, now.getTime());
    await this.keys.touch(id, now);
  }
}
