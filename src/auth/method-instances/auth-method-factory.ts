import { isDeepStrictEqual } from 'node:util';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../common/clock.js';
import { parseSettings } from '../../common/extensions/settings.js';
import { newId } from '../../common/ids.js';
import { AuthMethods } from '../auth-methods.js';
import type { ClaimsMapping } from '../mapping/claims-mapping.js';
import { MappingRules } from '../mapping/mapping-rules.js';
import type { AuthMethodInstance } from './auth-method-instance.entity.js';
import type { AuthMethodView } from './auth-method-view.js';
import { SealedSettings } from './sealed-settings.js';

type Settings = Readonly<Record<string, unknown>>;

/** A named auth method of a kind, with what its kind wants to know. */
export interface NewAuthMethod {
  readonly name: string;
  readonly kind: string;
  readonly settings: Settings;
  readonly mapping?: ClaimsMapping | null;
  /** Default: true. */
  readonly enabled?: boolean;
}

/** What is absent stays as it is. */
export interface AuthMethodPatch {
  readonly settings?: Settings;
  /** Null: only subjects that are linked to an agent log in. */
  readonly mapping?: ClaimsMapping | null;
  readonly enabled?: boolean;
}

/** Makes rows of what operators ask for, and back: settings are checked by their kind and their secrets sealed. */
@Injectable()
export class AuthMethodFactory {
  constructor(
    private readonly kinds: AuthMethods,
    private readonly sealed: SealedSettings,
    private readonly mappings: MappingRules,
    private readonly clock: Clock,
  ) {}

  /** @throws UnknownKindError, ValidationFailedError */
  async make({ name, kind, settings, mapping = null, enabled = true }: NewAuthMethod): Promise<AuthMethodInstance> {
    const now = this.clock.now();
    const stored = await this.store(name, kind, settings);
    await this.mappings.requireKnownRoles(mapping);
    return { name, kind, ...stored, mapping, enabled, epoch: newId(), revision: 1, createdAt: now, updatedAt: now };
  }

  /**
   * Settings are replaced as a whole; a secret that comes back masked stays what it is. Other settings, and disabling it,
   * begin a new epoch.
   *
   * @throws UnknownKindError, ValidationFailedError
   */
  async change(instance: AuthMethodInstance, patch: AuthMethodPatch): Promise<AuthMethodInstance> {
    const { name, kind, revision } = instance;
    const { settings, mapping = instance.mapping, enabled = instance.enabled } = patch;
    const stored = settings && (await this.store(name, kind, this.sealed.restore(name, instance, settings)));
    await this.mappings.requireKnownRoles(patch.mapping);
    const ends = (instance.enabled && !enabled) || (stored && !this.isSame(instance, { ...instance, ...stored }));
    const epoch = ends ? newId() : instance.epoch;
    return { ...instance, ...stored, mapping, enabled, epoch, revision: revision + 1, updatedAt: this.clock.now() };
  }

  view(instance: AuthMethodInstance): AuthMethodView {
    const { name, kind, enabled, settings, mapping, revision, createdAt, updatedAt } = instance;
    const installed = this.kinds.find(kind) !== undefined;
    return { name, kind, installed, enabled, settings, mapping, revision, createdAt, updatedAt };
  }

  private isSame(before: AuthMethodInstance, after: AuthMethodInstance): boolean {
    return isDeepStrictEqual(this.sealed.open(before.name, before), this.sealed.open(after.name, after));
  }

  private async store(name: string, kind: string, settings: Settings) {
    const method = this.kinds.get(kind);
    await parseSettings(method, settings);
    return this.sealed.seal(name, method, settings);
  }
}
