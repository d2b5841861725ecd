import { IsInt, Min } from 'class-validator';
import { Setting } from './setting.decorator.js';
import { AsInteger } from './transforms.js';
import { VaultSettings } from './vault.settings.js';

/** How often somebody may ask. */
export abstract class RateLimitSettings extends VaultSettings {
  @Setting('Requests a minute from one address, before it is known who asks.')
  @AsInteger()
  @IsInt()
  @Min(1)
  readonly RATE_LIMIT_ADDRESS_PER_MINUTE: number = 1200;

  @Setting('Authenticated requests a minute by one agent, from wherever.')
  @AsInteger()
  @IsInt()
  @Min(1)
  readonly RATE_LIMIT_PRINCIPAL_PER_MINUTE: number = 600;

  @Setting('Logins, refreshes and password resets a minute from one address.')
  @AsInteger()
  @IsInt()
  @Min(1)
  readonly RATE_LIMIT_LOGIN_PER_MINUTE: number = 30;

  @Setting('Requests a minute from one address to the token endpoints of OAuth.')
  @AsInteger()
  @IsInt()
  @Min(1)
  readonly RATE_LIMIT_TOKEN_PER_MINUTE: number = 600;

  @Setting('Times a minute that one agent may make or rotate credentials, keys and client secrets.')
  @AsInteger()
  @IsInt()
  @Min(1)
  readonly RATE_LIMIT_CREDENTIAL_PER_MINUTE: number = 300;

  @Setting(
    'Times a minute that one agent may validate credentials: the service of a tool does so with every call of it.',
  )
  @AsInteger()
  @IsInt()
  @Min(1)
  readonly RATE_LIMIT_VALIDATION_PER_MINUTE: number = 600;
}
