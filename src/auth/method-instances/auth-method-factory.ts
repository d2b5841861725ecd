import { Injectable } from '@nestjs/common';
import { Clock } from '../../common/clock.js';
import { parseSettings } from '../../common/extensions/settings.js';
import { AuthMethods } from '../auth-methods.js';
import type { AuthMethodInstance } from './auth-method-instance.entity.js';
import type { AuthMethodView } from './auth-method-view.js';
import { MASK, SealedSettings } from './sealed-settings.js';

type Settings = Readonly<Record<string, unknown>>;

/** A named auth method of a kind, with what its kind wants to know. */
export interface NewAuthMethod {
  readonly name: string;
  readonly kind: string;
  readonly settings: Settings;
  /** Default: true. */
  readonly enabled?: boolean;
}

/** What is absent stays as it is. */
export interface AuthMethodPatch {
  readonly settings?: Settings;
  readonly enabled?: boolean;
}

/** Makes rows of what operators ask for, and back: settings are checked by their kind and their secrets sealed. */
@Injectable()
export class AuthMethodFactory {
  constructor(
    private readonly kinds: AuthMethods,
    private readonly sealed: SealedSettings,
    private readonly clock: Clock,
  ) {}

  /** @throws UnknownKindError, ValidationFailedError */
  async make({ name, kind, settings, enabled = true }: NewAuthMethod): Promise<AuthMethodInstance> {
    const now = this.clock.now();
    const stored = await this.store(name, kind, settings);
    return { name, kind, ...stored, enabled, revision: 1, createdAt: now, updatedAt: now };
  }

  /**
   * Settings are replaced as a whole; a secret that comes back masked stays what it is.
   *
   * @throws UnknownKindError, ValidationFailedError
   */
  async change(instance: AuthMethodInstance, { settings, enabled }: AuthMethodPatch): Promise<AuthMethodInstance> {
    const { name, kind } = instance;
    const stored = settings && (await this.store(name, kind, this.unmask(instance, settings)));
    const updatedAt = this.clock.now();
    return { ...instance, ...stored, enabled: enabled ?? instance.enabled, revision: instance.revision + 1, updatedAt };
  }

  view({ name, kind, enabled, revision, createdAt, updatedAt, ...stored }: AuthMethodInstance): AuthMethodView {
    const installed = this.kinds.find(kind) !== undefined;
    const settings = this.sealed.mask(name, stored);
    return { name, kind, installed, enabled, settings, revision, createdAt, updatedAt };
  }

  private async store(name: string, kind: string, settings: Settings) {
    const method = this.kinds.get(kind);
    await parseSettings(method, settings);
    return this.sealed.seal(name, method, settings);
  }

  private unmask(instance: AuthMethodInstance, settings: Settings): Settings {
    const known = this.sealed.open(instance.name, instance);
    const entries = Object.entries(settings).map(([key, value]) => {
      const isKept = value === MASK && key in known && !(key in instance.settings);
      return [key, isKept ? known[key] : value];
    });
    return Object.fromEntries(entries) as Settings;
  }
}
