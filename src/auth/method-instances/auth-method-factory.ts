import { Injectable } from '@nestjs/common';
import { Clock } from '../../common/clock.js';
import { parseSettings } from '../../common/extensions/settings.js';
import { AuthMethods } from '../auth-methods.js';
import type { AuthMethodInstance } from './auth-method-instance.entity.js';
import { SealedSettings } from './sealed-settings.js';

/** A named auth method of a kind, with what its kind wants to know. */
export interface NewAuthMethod {
  readonly name: string;
  readonly kind: string;
  readonly settings: Readonly<Record<string, unknown>>;
}

/** Makes rows of what operators ask for: settings are checked by their kind and their secrets sealed. */
@Injectable()
export class AuthMethodFactory {
  constructor(
    private readonly kinds: AuthMethods,
    private readonly sealed: SealedSettings,
    private readonly clock: Clock,
  ) {}

  /** @throws UnknownKindError, ValidationFailedError */
  async make({ name, kind, settings }: NewAuthMethod, enabled: boolean): Promise<AuthMethodInstance> {
    const now = this.clock.now();
    const stored = await this.settings(name, kind, settings);
    return { name, kind, ...stored, enabled, revision: 1, createdAt: now, updatedAt: now };
  }

  /** The settings as they are stored. */
  async settings(name: string, kind: string, settings: Readonly<Record<string, unknown>>) {
    const method = this.kinds.get(kind);
    await parseSettings(method, settings);
    return this.sealed.seal(name, method, settings);
  }
}
