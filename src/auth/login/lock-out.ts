import { Injectable } from '@nestjs/common';
import { canonicalName } from '../../common/canonical-name.js';
import { Clock } from '../../common/clock.js';
import { Keyring } from '../../common/crypto/keyring.js';
import { Environment } from '../../config/environment.js';
import { LoginAttemptsRepository, type LockOutRule } from './login-attempts.repository.js';

const PURPOSE = 'login-attempt';

const MEMORY_MS = 24 * 60 * 60_000;

/** A name whose secret somebody guesses at. */
export interface GuessedName {
  /** Kind of the auth method. */
  readonly kind: string;
  /** In whatever spelling. */
  readonly name: string;
}

/**
 * Slows down guessing at one name, known or not, whatever its spelling.
 *
 * An attempt is counted before it is looked at and forgiven when it succeeds, so guesses made at the same time count
 * like guesses made one after the other. While a name is locked, nothing that is presented is looked at, the right
 * password neither: otherwise guesses would go on, and a lock would only tell which of them was right.
 *
 * Attempts are counted by kind of auth method, so several instances of one kind do not multiply the guesses, and so that
 * nobody can be locked out of another kind.
 */
@Injectable()
export class LockOut {
  readonly #rule: LockOutRule;

  constructor(
    private readonly attempts: LoginAttemptsRepository,
    private readonly keyring: Keyring,
    private readonly clock: Clock,
    { LOGIN_FREE_ATTEMPTS, LOGIN_LOCK_SECONDS, LOGIN_LONGEST_LOCK_SECONDS }: Environment,
  ) {
    this.#rule = {
      freeAttempts: LOGIN_FREE_ATTEMPTS,
      firstLockSeconds: LOGIN_LOCK_SECONDS,
      longestLockSeconds: LOGIN_LONGEST_LOCK_SECONDS,
    };
  }

  /** Undefined when the attempt may be made; else the seconds to wait, and the attempt is not counted. */
  async claim(guessed: GuessedName): Promise<number | undefined> {
    const key = await this.keyOf(guessed);
    const now = this.clock.now();
    if (await this.attempts.claim(key, now, this.#rule)) return undefined;
    const until = (await this.attempts.lockedUntil(key)) ?? now;
    return Math.max(1, Math.ceil((until.getTime() - now.getTime()) / 1000));
  }

  /** After a success: the count starts anew. */
  async forgive(guessed: GuessedName): Promise<void> {
    await this.attempts.forget(await this.keyOf(guessed));
  }

  /** Names that nobody tried for a day are forgotten. */
  async prune(): Promise<void> {
    await this.attempts.forgetOlderThan(new Date(this.clock.now().getTime() - MEMORY_MS));
  }

  private async keyOf({ kind, name }: GuessedName): Promise<Buffer> {
    const [key, ...previous] = this.keyring.hmacs(PURPOSE, JSON.stringify([kind, canonicalName(name)]));
    if (previous.length > 0) await this.attempts.adopt(key, previous);
    return key;
  }
}
