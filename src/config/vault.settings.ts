import { IsOptional, IsString, IsUrl, Matches, MaxLength, ValidateIf } from 'class-validator';
import { ServerSettings } from './server.settings.js';
import { Setting } from './setting.decorator.js';

const PATH = /^[A-Za-z0-9_][\w.-]*(\/[A-Za-z0-9_][\w.-]*)*$/;
const ADDRESS = { require_tld: false, require_protocol: true, protocols: ['http', 'https'], disallow_auth: true };

interface VaultUse {
  readonly SECRET_STORE?: string;
  readonly MASTER_KEY_VAULT_PATH?: string;
}

/** Needed where something comes from Vault, else optional. */
const WhereVaultIsUsed = () =>
  ValidateIf(
    (settings: VaultUse, value) =>
      value !== undefined || settings.SECRET_STORE === 'vault' || settings.MASTER_KEY_VAULT_PATH !== undefined,
  );

/** A HashiCorp Vault or OpenBao that keeps secrets of tools, or our master key. */
export abstract class VaultSettings extends ServerSettings {
  @Setting('Address of HashiCorp Vault or OpenBao, such as `https://vault.example.com:8200`.')
  @WhereVaultIsUsed()
  @IsUrl(ADDRESS, { message: 'VAULT_ADDR must be the URL of a Vault, without credentials' })
  readonly VAULT_ADDR?: string;

  @Setting('Token by which the registry reads and writes there.', { secret: true })
  @WhereVaultIsUsed()
  @Matches(/^[\x21-\x7e]{1,4096}$/, { message: 'VAULT_TOKEN must be a token of Vault' })
  readonly VAULT_TOKEN?: string;

  @Setting('Namespace there, where it has them.')
  @IsOptional()
  @IsString()
  @MaxLength(256)
  @Matches(PATH, { message: 'VAULT_NAMESPACE must be a path' })
  readonly VAULT_NAMESPACE?: string;

  @Setting('Where its KV engine, version 2, is mounted.')
  @Matches(PATH, { message: 'VAULT_KV_MOUNT must be a path' })
  readonly VAULT_KV_MOUNT: string = 'secret';

  @Setting('Path in that engine under which the registry keeps the secrets of tools.')
  @Matches(PATH, { message: 'VAULT_KV_PREFIX must be a path' })
  readonly VAULT_KV_PREFIX: string = 'tool-registry';

  @Setting(
    'Path in that engine of a secret whose member `value` is the `MASTER_KEY`. Unset: it does not come from Vault.',
  )
  @IsOptional()
  @Matches(PATH, { message: 'MASTER_KEY_VAULT_PATH must be a path' })
  readonly MASTER_KEY_VAULT_PATH?: string;
}
