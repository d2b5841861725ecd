import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../common/clock.js';
import { Keyring } from '../../common/crypto/keyring.js';
import { newId } from '../../common/ids.js';
import { ChangeFeed, FeedCache } from '../../database/index.js';
import type { SigningKey } from './signing-key.entity.js';
import { SigningKeysRepository } from './signing-keys.repository.js';

const PURPOSE = 'signing-key';
const TOPIC = 'signing-keys';

interface LoadedKeys {
  readonly signing: { readonly kid: string; readonly key: KeyObject };
  readonly verifying: ReadonlyMap<string, KeyObject>;
}

/** The key pairs of access tokens (ES256), parsed once: parsing a key costs more than a verification. */
@Injectable()
export class SigningKeys {
  readonly #cache: FeedCache<LoadedKeys>;

  constructor(
    private readonly repository: SigningKeysRepository,
    private readonly keyring: Keyring,
    private readonly changeFeed: ChangeFeed,
    private readonly clock: Clock,
  ) {
    this.#cache = new FeedCache(changeFeed, TOPIC, { max: 1 });
  }

  /** The key that signs now. */
  async signing(): Promise<LoadedKeys['signing']> {
    return (await this.load()).signing;
  }

  /** The public key of this id, retired ones included; undefined when unknown. */
  async verifying(kid: string): Promise<KeyObject | undefined> {
    return (await this.load()).verifying.get(kid);
  }

  /** Makes the first key where there is none. Call it in a transaction that nobody else runs at the same time. */
  async ensureCurrent(): Promise<void> {
    if (await this.repository.hasCurrent()) return;
    const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const kid = newId();
    const pem = privateKey.export({ format: 'pem', type: 'pkcs8' });
    await this.repository.insert({
      kid,
      publicJwk: publicKey.export({ format: 'jwk' }),
      sealedPrivateKey: this.keyring.seal(PURPOSE, String(pem), contextOf(kid)),
      status: 'current',
      createdAt: this.clock.now(),
      retiredAt: null,
    });
    await this.changeFeed.announce(TOPIC, '*');
  }

  private async load(): Promise<LoadedKeys> {
    const keys = await this.#cache.get('all', () => this.read());
    if (!keys) throw new Error('There is no current signing key');
    return keys;
  }

  private async read(): Promise<LoadedKeys | undefined> {
    const keys = await this.repository.all();
    const current = keys.find((it) => it.status === 'current');
    return (
      current && {
        signing: { kid: current.kid, key: this.privateKey(current) },
        verifying: new Map(keys.map((it) => [it.kid, createPublicKey({ key: it.publicJwk, format: 'jwk' })])),
      }
    );
  }

  private privateKey({ kid, sealedPrivateKey }: SigningKey): KeyObject {
    return createPrivateKey(this.keyring.open(PURPOSE, sealedPrivateKey, contextOf(kid)));
  }
}

const contextOf = (kid: string) => `signing_key.sealed_private_key/${kid}`;
