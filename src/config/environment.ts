import {
  ArrayMaxSize,
  IsBoolean,
  IsIn,
  IsInt,
  IsOptional,
  Matches,
  Max,
  MaxLength,
  Min,
  MinLength,
} from 'class-validator';
import { IsOutboundException } from './address.validators.js';
import { RateLimitSettings } from './rate-limit.settings.js';
import { Setting } from './setting.decorator.js';
import { AsBoolean, AsInteger, AsList } from './transforms.js';
import { IsWithoutSetting } from './without-setting.validator.js';

const TOOL_ACTIVATIONS = ['self', 'second_person'] as const;

/** Every setting of the registry. Built once by `loadEnvironment`, injected by this class, read-only afterwards. */
export class Environment extends RateLimitSettings {
  @Setting('Name of the administrator that the first start makes.')
  @Matches(/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/, {
    message: 'ADMIN_USERNAME must be 1 to 64 letters, digits, dots, dashes or underscores',
  })
  readonly ADMIN_USERNAME: string = 'admin';

  @Setting('Password of that administrator. Unset: a random one, printed once.', { secret: true })
  @IsOptional()
  @IsWithoutSetting('ADMIN_USERNAME')
  @MinLength(12)
  @MaxLength(256)
  readonly ADMIN_PASSWORD?: string;

  @Setting(
    '32 random bytes in base64 from which every key at rest is derived. Unset: made in `DATA_DIR` with mode 0600.',
    {
      secret: true,
    },
  )
  @IsOptional()
  @Matches(/^[A-Za-z0-9+/]{43}=$/, { message: 'MASTER_KEY must be 32 bytes in base64' })
  readonly MASTER_KEY?: string;

  @Setting('Other master keys that are still known, separated by commas, while the key is changed.', { secret: true })
  @AsList()
  @ArrayMaxSize(8)
  @Matches(/^[A-Za-z0-9+/]{43}=$/, { each: true, message: 'MASTER_KEYS_PREVIOUS must be keys of 32 bytes in base64' })
  readonly MASTER_KEYS_PREVIOUS: readonly string[] = [];

  @Setting('Bearer token that opens `/metrics` to other than loopback peers.', { secret: true })
  @IsOptional()
  @MinLength(16)
  readonly METRICS_TOKEN?: string;

  @Setting('Seconds an access token lives.')
  @AsInteger()
  @IsInt()
  @Min(30)
  @Max(86_400)
  readonly ACCESS_TOKEN_TTL_SECONDS: number = 900;

  @Setting('Who makes tools usable: `self`, or a `second_person` with `tool:review` who had no hand in them.')
  @IsIn(TOOL_ACTIVATIONS)
  readonly TOOL_ACTIVATION: (typeof TOOL_ACTIVATIONS)[number] = 'self';

  @Setting('Documents with more bytes are imported after the request was answered.')
  @AsInteger()
  @IsInt()
  @Min(0)
  @Max(167_772_160)
  readonly IMPORT_JOB_BYTES: number = 1_048_576;

  @Setting('Documents with more operations or lines are imported after the request was answered.')
  @AsInteger()
  @IsInt()
  @Min(0)
  @Max(10_000)
  readonly IMPORT_JOB_OPERATIONS: number = 250;

  @Setting('Days for which one key signs access tokens before the next takes its place.')
  @AsInteger()
  @IsInt()
  @Min(1)
  @Max(366)
  readonly SIGNING_KEY_ROTATION_DAYS: number = 30;

  @Setting('Seconds after a login for which refresh tokens go on; then it takes another login.')
  @AsInteger()
  @IsInt()
  @Min(60)
  @Max(2_592_000)
  readonly SESSION_TTL_SECONDS: number = 86_400;

  @Setting('Seconds a vended credential lives when the caller asks for no time.')
  @AsInteger()
  @IsInt()
  @Min(1)
  @Max(86_400)
  readonly CREDENTIAL_DEFAULT_TTL_SECONDS: number = 900;

  @Setting('Longest life of a vended credential in seconds; a longer request is cut to it with a warning.')
  @AsInteger()
  @IsInt()
  @Min(1)
  @Max(2_592_000)
  readonly CREDENTIAL_MAX_TTL_SECONDS: number = 3600;

  @Setting('Days for which a credential is still shown after it has expired; then it is deleted.')
  @AsInteger()
  @IsInt()
  @Min(1)
  @Max(3650)
  readonly CREDENTIAL_RETENTION_DAYS: number = 30;

  @Setting('Longest time in seconds for which an access request can be granted.')
  @AsInteger()
  @IsInt()
  @Min(1)
  @Max(31_536_000)
  readonly ACCESS_REQUEST_MAX_SECONDS: number = 28_800;

  @Setting('Seconds for which an access request can be decided on; then it has expired.')
  @AsInteger()
  @IsInt()
  @Min(1)
  @Max(31_536_000)
  readonly ACCESS_REQUEST_TTL_SECONDS: number = 86_400;

  @Setting('How many access requests of one agent may wait to be decided.')
  @AsInteger()
  @IsInt()
  @Min(1)
  @Max(10_000)
  readonly ACCESS_REQUEST_MAX_PENDING: number = 50;

  @Setting(
    "Kind of the store that keeps tools' secrets: `database`, `environment` or `vault`, or one that a guest installs.",
  )
  @Matches(/^[a-z][a-z0-9_]{0,63}$/, { message: 'SECRET_STORE must be the kind of an installed secret store' })
  readonly SECRET_STORE: string = 'database';

  @Setting('argon2id memory in KiB for new password hashes.')
  @AsInteger()
  @IsInt()
  @Min(8)
  @Max(1_048_576)
  readonly PASSWORD_HASH_MEMORY_KIB: number = 19_456;

  @Setting('argon2id passes for new password hashes.')
  @AsInteger()
  @IsInt()
  @Min(1)
  @Max(16)
  readonly PASSWORD_HASH_PASSES: number = 2;

  @Setting('Seconds for which a token to set a forgotten password can be redeemed.')
  @AsInteger()
  @IsInt()
  @Min(60)
  @Max(86_400)
  readonly PASSWORD_RESET_TTL_SECONDS: number = 3600;

  @Setting('Wrong passwords for one name before it is locked.')
  @AsInteger()
  @IsInt()
  @Min(1)
  @Max(1_000_000_000)
  readonly LOGIN_FREE_ATTEMPTS: number = 10;

  @Setting('Seconds of the first lock of a name; each further wrong password doubles them.')
  @AsInteger()
  @IsInt()
  @Min(1)
  @Max(3600)
  readonly LOGIN_LOCK_SECONDS: number = 5;

  @Setting('Most seconds for which a name is locked.')
  @AsInteger()
  @IsInt()
  @Min(1)
  @Max(86_400)
  readonly LOGIN_LONGEST_LOCK_SECONDS: number = 900;

  @Setting('Seconds for which a rotated API key goes on beside its successor when the caller asks for no time.')
  @AsInteger()
  @IsInt()
  @Min(0)
  @Max(2_592_000)
  readonly API_KEY_OVERLAP_SECONDS: number = 86_400;

  @Setting('Seconds for which a reply is kept for repetition under its `Idempotency-Key`.')
  @AsInteger()
  @IsInt()
  @Min(60)
  @Max(604_800)
  readonly IDEMPOTENCY_TTL_SECONDS: number = 86_400;

  @Setting('Whether tools may be called by plain `http`; addresses under an exception always may.')
  @AsBoolean()
  @IsBoolean()
  readonly OUTBOUND_ALLOW_HTTP: boolean = false;

  @Setting('Comma-separated `cidr:port` that tools may reach although not public unicast, such as `10.1.0.0/16:443`.')
  @AsList()
  @IsOutboundException({ each: true })
  readonly OUTBOUND_TOOL_EXCEPTIONS: string[] = [];

  @Setting('The same for services that the operator configures: identity providers, sinks, secret stores.')
  @AsList()
  @IsOutboundException({ each: true })
  readonly OUTBOUND_OPERATOR_EXCEPTIONS: string[] = [];

  @Setting('Milliseconds one outbound call may take, from the first byte sent to the last received.')
  @AsInteger()
  @IsInt()
  @Min(100)
  @Max(300_000)
  readonly OUTBOUND_TIMEOUT_MS: number = 30_000;

  @Setting('Largest outbound answer in bytes, compressed and decompressed.')
  @AsInteger()
  @IsInt()
  @Min(1024)
  @Max(67_108_864)
  readonly OUTBOUND_MAX_BYTES: number = 4_194_304;

  @Setting('Calls to one tool in flight on this instance; one more is answered 503.')
  @AsInteger()
  @IsInt()
  @Min(1)
  @Max(10_000)
  readonly OUTBOUND_MAX_CALLS_PER_TOOL: number = 32;
}
