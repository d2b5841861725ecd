import { type DynamicModule, Module, type Provider } from '@nestjs/common';
import { getOptionsToken, getStorageToken, type ThrottlerModuleOptions } from '@nestjs/throttler';
import { InMemoryLimitStorage } from './in-memory-limit.storage.js';
import { RedisLimitStorage } from './redis-limit.storage.js';

const MINUTE_MS = 60_000;

/** The settings that limits need of the environment. */
export interface LimitSettings {
  readonly REDIS_URL?: string;
  readonly RATE_LIMIT_ADDRESS_PER_MINUTE: number;
  readonly RATE_LIMIT_PRINCIPAL_PER_MINUTE: number;
  readonly RATE_LIMIT_LOGIN_PER_MINUTE: number;
}

/** How often one address and one agent may ask. The guards are registered by the composition root, around AccessGuard. */
@Module({})
export class ThrottlingModule {
  static forRoot(settings: LimitSettings): DynamicModule {
    const providers = [
      InMemoryLimitStorage,
      { provide: getOptionsToken(), useValue: limitsOf(settings) },
      storageFor(settings.REDIS_URL),
    ];
    return { module: ThrottlingModule, providers, exports: providers };
  }
}

function limitsOf(settings: LimitSettings): ThrottlerModuleOptions {
  return [
    { name: 'address', limit: settings.RATE_LIMIT_ADDRESS_PER_MINUTE, ttl: MINUTE_MS },
    { name: 'login', limit: settings.RATE_LIMIT_LOGIN_PER_MINUTE, ttl: MINUTE_MS },
    { name: 'principal', limit: settings.RATE_LIMIT_PRINCIPAL_PER_MINUTE, ttl: MINUTE_MS },
  ];
}

function storageFor(redisUrl: string | undefined): Provider {
  return redisUrl === undefined
    ? { provide: getStorageToken(), useExisting: InMemoryLimitStorage }
    : { provide: getStorageToken(), useFactory: () => new RedisLimitStorage(redisUrl) };
}
