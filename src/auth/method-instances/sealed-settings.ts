import { Injectable } from '@nestjs/common';
import { Keyring } from '../../common/crypto/keyring.js';
import { settingsSchema } from '../../common/extensions/settings-schema.js';
import type { AuthMethod } from '../auth-method.js';
import type { AuthMethodInstance } from './auth-method-instance.entity.js';

type Settings = Readonly<Record<string, unknown>>;
type StoredSettings = Pick<AuthMethodInstance, 'settings' | 'sealedSettings'>;

const PURPOSE = 'auth-method-settings';

/** What stands in a reply where a secret is kept. */
export const MASK = '********';

/** Keeps the members of settings that are marked `writeOnly` encrypted, apart from the others. */
@Injectable()
export class SealedSettings {
  constructor(private readonly keyring: Keyring) {}

  seal(name: string, method: AuthMethod, settings: Settings): StoredSettings {
    const secret = secretMembers(method);
    const open = Object.entries(settings).filter(([key]) => !secret.has(key));
    const sealed = Object.entries(settings).filter(([key]) => secret.has(key));
    return {
      settings: Object.fromEntries(open),
      sealedSettings: sealed.length > 0 ? this.sealAll(name, Object.fromEntries(sealed)) : null,
    };
  }

  open(name: string, { settings, sealedSettings }: StoredSettings): Record<string, unknown> {
    if (!sealedSettings) return { ...settings };
    const secrets = JSON.parse(this.keyring.open(PURPOSE, sealedSettings, contextOf(name))) as Settings;
    return { ...settings, ...secrets };
  }

  /** The settings as callers may see them. */
  mask(name: string, stored: StoredSettings): Record<string, unknown> {
    const masked = Object.entries(this.open(name, stored)).map(([key, value]) => [
      key,
      key in stored.settings ? value : MASK,
    ]);
    return Object.fromEntries(masked) as Record<string, unknown>;
  }

  private sealAll(name: string, secrets: Settings): Buffer {
    return this.keyring.seal(PURPOSE, JSON.stringify(secrets), contextOf(name));
  }
}

const contextOf = (name: string) => `auth_method_instance.sealed_settings/${name}`;

function secretMembers(method: AuthMethod): ReadonlySet<string> {
  const { properties = {} } = settingsSchema(method.settingsDto) as {
    properties?: Record<string, { writeOnly?: boolean }>;
  };
  return new Set(Object.keys(properties).filter((key) => properties[key]?.writeOnly === true));
}
