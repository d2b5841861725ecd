import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { hash, type Options, verify } from '@node-rs/argon2';
import { Environment } from '../../config/environment.js';

/** argon2id, with the costs that the operator chose. */
@Injectable()
export class PasswordHasher {
  readonly #options: Options;
  #nobody: Promise<string> | undefined;

  constructor({ PASSWORD_HASH_MEMORY_KIB, PASSWORD_HASH_PASSES }: Environment) {
    this.#options = { memoryCost: PASSWORD_HASH_MEMORY_KIB, timeCost: PASSWORD_HASH_PASSES, parallelism: 1 };
  }

  /** The hash in PHC form, its parameters included. */
  hash(password: string): Promise<string> {
    return hash(password.normalize('NFKC'), this.#options);
  }

  /** Whether the password fits. Without a hash it does the same work and says no, so time tells nothing. */
  async verify(stored: string | undefined, password: string): Promise<boolean> {
    const fits = await verify(stored ?? (await this.nobody()), password.normalize('NFKC'));
    return fits && stored !== undefined;
  }

  /** A hash that no password is known for. */
  private nobody(): Promise<string> {
    return (this.#nobody ??= this.hash(randomBytes(32).toString('base64')));
  }
}
