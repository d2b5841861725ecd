import { Injectable } from '@nestjs/common';
import { Keyring } from '../../common/crypto/keyring.js';
import { ValidationFailedError } from '../../common/errors/common.errors.js';
import { settingsSchema } from '../../common/extensions/settings-schema.js';
import { Seals } from '../../database/index.js';
import type { AuthMethod } from '../auth-method.js';
import type { AuthMethodInstance } from './auth-method-instance.entity.js';
import { MASK, type MaskedSettings, maskSecrets, revealSecrets, unmask } from './masked-settings.js';
import { SettingsShape } from './settings-shape.js';

type Settings = Readonly<Record<string, unknown>>;
type StoredSettings = Pick<AuthMethodInstance, 'settings' | 'sealedSettings'>;

const PURPOSE = 'auth-method-settings';

/** Keeps what is marked `writeOnly` in settings, at any depth, encrypted and apart from what may be seen. */
@Injectable()
@Seals({
  table: 'auth_method_instance',
  column: 'sealed_settings',
  purpose: PURPOSE,
  contextColumns: ['name'],
  context: (name) => contextOf(name),
})
export class SealedSettings {
  constructor(private readonly keyring: Keyring) {}

  /** @throws ValidationFailedError for a mask in place of a secret. */
  seal(name: string, { settingsDto }: AuthMethod, settings: Settings): StoredSettings {
    const { shown, secrets } = maskSecrets(settings, SettingsShape.of(settingsSchema(settingsDto)));
    const masks = Object.keys(secrets).filter((pointer) => secrets[pointer] === MASK);
    if (masks.length > 0) throw new ValidationFailedError(masks.map(missingSecret));
    const isEmpty = Object.keys(secrets).length === 0;
    const sealedSettings = isEmpty ? null : this.keyring.seal(PURPOSE, JSON.stringify(secrets), contextOf(name));
    return { settings: shown as Record<string, unknown>, sealedSettings };
  }

  open(name: string, stored: StoredSettings): Settings {
    return revealSecrets(this.masked(name, stored)) as Settings;
  }

  /** Settings that come back as they were shown, with the secrets that are kept. */
  restore(name: string, stored: StoredSettings, settings: Settings): Settings {
    return unmask(settings, this.masked(name, stored)) as Settings;
  }

  private masked(name: string, { settings, sealedSettings }: StoredSettings): MaskedSettings {
    const secrets = sealedSettings ? this.keyring.open(PURPOSE, sealedSettings, contextOf(name)) : '{}';
    return { shown: settings, secrets: JSON.parse(secrets) as Settings };
  }
}

const contextOf = (name: string) => `auth_method_instance.sealed_settings/${name}`;

const missingSecret = (pointer: string) => ({
  pointer: `/settings${pointer}`,
  code: 'SECRET_MISSING',
  detail: 'Send the secret itself: none is kept that this mask could stand for.',
});
