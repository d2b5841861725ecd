import { type DynamicModule, Module, type Type } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { ScheduleModule } from '@nestjs/schedule';
import { AccessGuard, AuthModule } from './auth/index.js';
import { CommonModule } from './common/common.module.js';
import type { Keyring } from './common/crypto/keyring.js';
import { HttpModule } from './common/http/http.module.js';
import { StrayInputGuard } from './common/http/stray-input.guard.js';
import { OutboundModule } from './common/outbound/outbound.module.js';
import { AddressLimitGuard } from './common/throttling/address-limit.guard.js';
import { PrincipalLimitGuard } from './common/throttling/principal-limit.guard.js';
import { ThrottlingModule } from './common/throttling/throttling.module.js';
import { ConfigModule } from './config/config.module.js';
import type { Environment } from './config/environment.js';
import { outboundOptions } from './config/outbound.js';
import { CredentialsModule } from './credentials/index.js';
import { DatabaseModule, type OpenDatabase } from './database/index.js';
import { IdempotencyModule } from './idempotency/index.js';
import { InvocationModule } from './invocation/index.js';
import { MonitoringModule } from './monitoring/index.js';
import { PolicyModule } from './policy/index.js';
import { RegistryModule } from './registry/index.js';

/** An ordinary Nest module of another team. */
export type ExtensionModule = Type | DynamicModule;

export interface AppOptions {
  readonly environment: Environment;
  readonly database: OpenDatabase;
  readonly keyring: Keyring;
  readonly extensions: readonly ExtensionModule[];
}

/** The composition root: all rooms of the house, and the guests. */
@Module({})
export class AppModule {
  static forRoot({ environment, database, keyring, extensions }: AppOptions): DynamicModule {
    return {
      module: AppModule,
      imports: [
        ConfigModule.forRoot(environment),
        CommonModule.forRoot(keyring),
        HttpModule,
        ScheduleModule.forRoot(),
        ThrottlingModule.forRoot(environment),
        OutboundModule.forRoot(outboundOptions(environment, database.url)),
        DatabaseModule.forRoot(database, environment),
        AuthModule,
        IdempotencyModule,
        PolicyModule,
        RegistryModule,
        CredentialsModule,
        InvocationModule,
        MonitoringModule,
        ...extensions,
      ],
      providers: [
        { provide: APP_GUARD, useClass: AddressLimitGuard },
        { provide: APP_GUARD, useExisting: AccessGuard },
        { provide: APP_GUARD, useClass: PrincipalLimitGuard },
        { provide: APP_GUARD, useClass: StrayInputGuard },
      ],
    };
  }
}
