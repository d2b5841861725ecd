import { type DynamicModule, Module, type Provider } from '@nestjs/common';
import { getStorageToken } from '@nestjs/throttler';
import { Clock } from '../clock.js';
import { InMemoryLimitStorage } from './in-memory-limit.storage.js';
import { LimitCounter } from './limit-counter.js';
import { Limits, type LimitSettings } from './limits.js';
import { RedisLimitStorage } from './redis-limit.storage.js';

/** How often one address and one agent may ask. The guards are registered by the composition root, around AccessGuard. */
@Module({})
export class ThrottlingModule {
  static forRoot(settings: LimitSettings): DynamicModule {
    const providers = [
      InMemoryLimitStorage,
      LimitCounter,
      { provide: Limits, useValue: new Limits(settings) },
      storageFor(settings.REDIS_URL),
    ];
    return { module: ThrottlingModule, providers, exports: providers };
  }
}

function storageFor(redisUrl: string | undefined): Provider {
  return redisUrl === undefined
    ? { provide: getStorageToken(), useExisting: InMemoryLimitStorage }
    : {
        provide: getStorageToken(),
        useFactory: (clock: Clock) => new RedisLimitStorage(redisUrl, clock),
        inject: [Clock],
      };
}
