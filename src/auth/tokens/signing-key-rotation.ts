import { Injectable } from '@nestjs/common';
import { Interval } from '@nestjs/schedule';
import { Clock } from '../../common/clock.js';
import { Environment } from '../../config/environment.js';
import { PUBLISHED_KEYS_LIVE_SECONDS } from './published-key.js';
import type { SigningKey } from './signing-key.entity.js';
import { SigningKeyChanges } from './signing-key-changes.js';
import { SigningKeyPairs } from './signing-key-pairs.js';
import { type RotationReason, SigningKeysRotated } from './signing-keys.events.js';
import { SigningKeysRepository } from './signing-keys.repository.js';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** For instances that learn late of the rotation, and for clocks that differ. */
const MARGIN_MS = 300_000;

/** The rotation that was made; without one, the time from which it can be. */
export type Rotation =
  | { readonly changed: true; readonly event: SigningKeysRotated }
  | { readonly changed: false; readonly possibleAt: Date };

interface KeysInUse {
  readonly current: SigningKey;
  readonly next: SigningKey;
}

/**
 * Lets another key sign from time to time.
 *
 * A key is published as the next before it signs, and verifies for as long as a token that it has signed can live: so
 * no verifier, here or elsewhere, meets a token whose key it cannot know.
 */
@Injectable()
export class SigningKeyRotation {
  constructor(
    private readonly changes: SigningKeyChanges,
    private readonly repository: SigningKeysRepository,
    private readonly pairs: SigningKeyPairs,
    private readonly clock: Clock,
    private readonly environment: Environment,
  ) {}

  /** Makes the keys that are missing, and rotates them when it is time. Harmless when repeated. */
  async ensureKeys(): Promise<void> {
    await this.changes.change(async (keys) => {
      const missing = (['current', 'next'] as const).filter((status) => !keys.some((it) => it.status === status));
      for (const status of missing) await this.repository.insert(this.pairs.create(status, this.clock.now()));
      return { changed: missing.length > 0 };
    });
    await this.rotateWhenDue();
  }

  /** The next key signs from now on, unless verifiers elsewhere may not have seen it yet. */
  rotate(): Promise<Rotation> {
    return this.changes.change((keys) => this.rotateSafely('command', inUse(keys)));
  }

  /** The next key signs from now on, and every access token made so far ends. */
  rotateCompromised(): Promise<Rotation> {
    return this.changes.change(async (keys) => {
      await this.repository.deleteUsed();
      return this.promoteNext('compromised', inUse(keys));
    });
  }

  /** Rotates once the current key has signed for SIGNING_KEY_ROTATION_DAYS; the first instance to notice does it. */
  @Interval(HOUR_MS)
  async rotateWhenDue(): Promise<void> {
    await this.changes.change<Rotation>(async (keys) => {
      const { current, next } = inUse(keys);
      const possibleAt = new Date(current.since.getTime() + this.environment.SIGNING_KEY_ROTATION_DAYS * DAY_MS);
      if (this.clock.now() < possibleAt) return { changed: false, possibleAt };
      return this.rotateSafely('schedule', { current, next });
    });
  }

  /** Forgets the keys whose last token is over. */
  @Interval(HOUR_MS)
  async forgetExpired(): Promise<void> {
    await this.changes.change(async () => ({ changed: await this.repository.deleteExpired(this.clock.now()) }));
  }

  private async rotateSafely(reason: RotationReason, keys: KeysInUse): Promise<Rotation> {
    const now = this.clock.now();
    const possibleAt = new Date(keys.next.since.getTime() + PUBLISHED_KEYS_LIVE_SECONDS * 1000);
    if (now < possibleAt) return { changed: false, possibleAt };
    const longestLife = this.environment.ACCESS_TOKEN_TTL_SECONDS * 1000 + MARGIN_MS;
    await this.repository.retire(keys.current.kid, now, new Date(now.getTime() + longestLife));
    return this.promoteNext(reason, keys);
  }

  private async promoteNext(reason: RotationReason, { current, next }: KeysInUse): Promise<Rotation> {
    const now = this.clock.now();
    const following = this.pairs.create('next', now);
    await this.repository.promote(next.kid, now);
    await this.repository.insert(following);
    return { changed: true, event: new SigningKeysRotated(reason, current.kid, next.kid, following.kid) };
  }
}

function inUse(keys: readonly SigningKey[]): KeysInUse {
  const [current, next] = ['current', 'next'].map((status) => keys.find((it) => it.status === status));
  if (!current || !next) throw new Error('There is no current or no next signing key');
  return { current, next };
}
