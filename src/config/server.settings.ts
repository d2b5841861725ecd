import { IsIn, IsInt, IsOptional, IsString, IsUrl, Max, Min, MinLength } from 'class-validator';
import { IsAddressRange, IsConnectionUrl } from './address.validators.js';
import { Setting } from './setting.decorator.js';
import { AsInteger, AsList } from './transforms.js';

const URL_WITHOUT_TLD = { require_tld: false, require_protocol: true };

/** Where the registry listens, and the servers that it needs. */
export abstract class ServerSettings {
  @Setting('`production` refuses to start with a missing, default or weak secret, or on the embedded database.')
  @IsIn(['development', 'test', 'production'])
  readonly NODE_ENV: 'development' | 'test' | 'production' = 'development';

  @Setting('Address to listen on.')
  @IsString()
  @MinLength(1)
  readonly HOST: string = '127.0.0.1';

  @Setting('Port to listen on; 0 takes a free one.')
  @AsInteger()
  @IsInt()
  @Min(0)
  @Max(65_535)
  readonly PORT: number = 3000;

  @Setting('Where callers reach the registry: token issuer, links and the Host check. Unset: the address listened on.')
  @IsOptional()
  @IsUrl({ ...URL_WITHOUT_TLD, protocols: ['http', 'https'] })
  readonly PUBLIC_URL?: string;

  @Setting('Comma-separated addresses or CIDR ranges of proxies whose `X-Forwarded-For` is believed.')
  @AsList()
  @IsAddressRange({ each: true })
  readonly TRUSTED_PROXIES: string[] = [];

  @Setting('Comma-separated browser origins that may call the API.')
  @AsList()
  @IsUrl({ ...URL_WITHOUT_TLD, protocols: ['http', 'https'] }, { each: true })
  readonly CORS_ORIGINS: string[] = [];

  @Setting('Largest request body in bytes; tool imports may be ten times as large.')
  @AsInteger()
  @IsInt()
  @Min(1024)
  @Max(16_777_216)
  readonly BODY_LIMIT_BYTES: number = 1_048_576;

  @Setting('Level of the JSON log on standard output.')
  @IsIn(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'])
  readonly LOG_LEVEL: string = 'info';

  @Setting(
    'PostgreSQL 15 or later, as `postgres://user:password@host:port/database`. Unset: an embedded one in `DATA_DIR`.',
    {
      secret: true,
    },
  )
  @IsOptional()
  @IsConnectionUrl('postgres:', 'postgresql:')
  readonly DATABASE_URL?: string;

  @Setting('Most connections that this instance holds to PostgreSQL.')
  @AsInteger()
  @IsInt()
  @Min(2)
  @Max(200)
  readonly DATABASE_POOL_MAX: number = 10;

  @Setting('Milliseconds after which PostgreSQL ends a statement.')
  @AsInteger()
  @IsInt()
  @Min(100)
  @Max(600_000)
  readonly DATABASE_STATEMENT_TIMEOUT_MS: number = 15_000;

  @Setting('Milliseconds to wait for a connection to PostgreSQL, be it to open or to be given back by another caller.')
  @AsInteger()
  @IsInt()
  @Min(100)
  @Max(600_000)
  readonly DATABASE_CONNECT_TIMEOUT_MS: number = 5000;

  @Setting('Folder for the embedded database and for keys that the first start makes.')
  @IsString()
  @MinLength(1)
  readonly DATA_DIR: string = './data';

  @Setting(
    'Redis for rate limits that are exact across instances, as `redis://host:port`. Unset: each instance counts for itself.',
    {
      secret: true,
    },
  )
  @IsOptional()
  @IsConnectionUrl('redis:', 'rediss:')
  readonly REDIS_URL?: string;
}
