import { Injectable } from '@nestjs/common';
import { Clock } from '../../common/clock.js';
import { Keyring } from '../../common/crypto/keyring.js';
import { canonicalName } from '../../common/canonical-name.js';
import { LoginAttemptsRepository, type LockOutRule } from './login-attempts.repository.js';

const PURPOSE = 'login-attempt';

const RULE: LockOutRule = { freeAttempts: 10, firstLockSeconds: 5, longestLockSeconds: 900 };
const MEMORY_MS = 24 * 60 * 60_000;

/**
 * Slows down guessing at one name, known or not, for one auth method.
 *
 * An attempt is counted before it is looked at and forgiven when it succeeds, so guesses made at the same time count
 * like guesses made one after the other.
 */
@Injectable()
export class LockOut {
  constructor(
    private readonly attempts: LoginAttemptsRepository,
    private readonly keyring: Keyring,
    private readonly clock: Clock,
  ) {}

  /** Undefined when the attempt may be made; else the seconds to wait, and the attempt is not counted. */
  async claim(method: string, name: string): Promise<number | undefined> {
    const key = this.keyOf(method, name);
    const now = this.clock.now();
    if (await this.attempts.claim(key, now, RULE)) return undefined;
    const until = (await this.attempts.lockedUntil(key)) ?? now;
    return Math.max(1, Math.ceil((until.getTime() - now.getTime()) / 1000));
  }

  /** After a success: the count starts anew. */
  async forgive(method: string, name: string): Promise<void> {
    await this.attempts.forget(this.keyOf(method, name));
  }

  /** Names that nobody tried for a day are forgotten. */
  async prune(): Promise<void> {
    await this.attempts.forgetOlderThan(new Date(this.clock.now().getTime() - MEMORY_MS));
  }

  private keyOf(method: string, name: string): Buffer {
    return this.keyring.hmac(PURPOSE, JSON.stringify([method, canonicalName(name)]));
  }
}
