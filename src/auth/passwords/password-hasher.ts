import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { hash, verify } from '@node-rs/argon2';
import { Environment } from '../../config/environment.js';
import { type Argon2Cost, costOf, toCost, toOptions } from './argon2-cost.js';

/** argon2id (RFC 9106), with the costs that the operator chose. */
@Injectable()
export class PasswordHasher {
  readonly #cost: Argon2Cost;
  /** By cost, a hash that no password is known for. */
  readonly #decoys = new Map<Argon2Cost, Promise<string>>();

  constructor({ PASSWORD_HASH_MEMORY_KIB, PASSWORD_HASH_PASSES }: Environment) {
    this.#cost = toCost({ memoryCost: PASSWORD_HASH_MEMORY_KIB, timeCost: PASSWORD_HASH_PASSES, parallelism: 1 });
  }

  /** The hash in PHC form, its parameters included. */
  hash(password: string): Promise<string> {
    return hash(password.normalize('NFKC'), toOptions(this.#cost));
  }

  /** Whether the hash was made with other parameters than those configured now. */
  isOutdated(stored: string): boolean {
    return costOf(stored) !== this.#cost;
  }

  /**
   * Whether the password fits.
   *
   * Does one verification for each cost in use: the stored hash's own, and decoys for the others. So time tells neither
   * whether there is a hash nor how old it is.
   *
   * @param stored undefined: no password fits.
   * @param costsInUse those of all stored hashes.
   */
  async verify(stored: string | undefined, password: string, costsInUse: readonly Argon2Cost[] = []): Promise<boolean> {
    const own = stored === undefined ? undefined : costOf(stored);
    const costs = new Set([this.#cost, ...costsInUse, ...(own === undefined ? [] : [own])]);
    let fits = false;
    for (const cost of [...costs].sort()) {
      const candidate = cost === own ? stored : undefined;
      const right = await verify(candidate ?? (await this.decoy(cost)), password.normalize('NFKC'));
      fits ||= right && candidate !== undefined;
    }
    return fits;
  }

  private decoy(cost: Argon2Cost): Promise<string> {
    const known = this.#decoys.get(cost) ?? hash(randomBytes(32).toString('base64'), toOptions(cost));
    this.#decoys.set(cost, known);
    return known;
  }
}
