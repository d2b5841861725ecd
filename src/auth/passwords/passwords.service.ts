import { Injectable } from '@nestjs/common';
import { canonicalName } from '../../common/canonical-name.js';
import { Clock } from '../../common/clock.js';
import { ChangeFeed, FeedCache } from '../../database/index.js';
import type { Argon2Cost } from './argon2-cost.js';
import { PasswordHasher } from './password-hasher.js';
import { requireGoodPassword } from './password-rules.js';
import { type PasswordOfAgent, PasswordsRepository } from './passwords.repository.js';

/** The topic of what stored hashes cost. Nothing announces it: see `costsInUse`. */
const COSTS_TOPIC = 'password-costs';
const MINUTE = 60_000;
/** Each costs one verification at every login. */
const MOST_COSTS = 4;

/** Which agent a name and a password prove. */
@Injectable()
export class PasswordsService {
  readonly #costs: FeedCache<Argon2Cost[]>;

  constructor(
    private readonly passwords: PasswordsRepository,
    private readonly hasher: PasswordHasher,
    private readonly clock: Clock,
    changeFeed: ChangeFeed,
  ) {
    this.#costs = new FeedCache(changeFeed, COSTS_TOPIC, { max: 1, ttl: MINUTE });
  }

  /**
   * The password that was proven; undefined when the name is unknown, has no password or another. Takes equally long for
   * each, whatever the stored hash cost. A hash with other parameters than those configured is made anew.
   */
  async verify(username: string, password: string): Promise<PasswordOfAgent | undefined> {
    const known = await this.passwords.findByCanonicalName(canonicalName(username));
    const fits = await this.hasher.verify(known?.hash, password, await this.costsInUse());
    return known && fits ? this.renew(known, password) : undefined;
  }

  /**
   * The hash of a new password. Hashing is slow: do it before the transaction that stores it.
   *
   * @param pointer JSON pointer to the password in the request.
   * @throws WeakPasswordError
   */
  hash(password: string, agentName: string, pointer = '/password'): Promise<string> {
    requireGoodPassword(password, agentName, pointer);
    return this.hasher.hash(password);
  }

  /** Null takes the password away. */
  async store(agentId: string, hash: string | null): Promise<void> {
    if (hash === null) await this.passwords.delete(agentId);
    else await this.passwords.put(agentId, hash, this.clock.now());
  }

  /** False, and nothing has changed, when the proven password is another one by now. */
  replace(proven: PasswordOfAgent, hash: string): Promise<boolean> {
    return this.passwords.replace(proven, hash, this.clock.now());
  }

  /** A hash that somebody else has changed meanwhile is left alone. */
  private async renew(proven: PasswordOfAgent, password: string): Promise<PasswordOfAgent> {
    if (!this.hasher.isOutdated(proven.hash)) return proven;
    const hash = await this.hasher.hash(password);
    return (await this.replace(proven, hash)) ? { ...proven, hash } : proven;
  }

  /** At most a minute old: where instances differ in parameters, a cost that is new is missed for so long. */
  private async costsInUse(): Promise<readonly Argon2Cost[]> {
    return (await this.#costs.get('all', () => this.passwords.findCosts(MOST_COSTS))) ?? [];
  }
}
