import { type DynamicModule, Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import type { Environment } from '../config/environment.js';
import { ChangeFeed } from './change-feed.js';
import { dataSourceOptions } from './data-source-options.js';
import { Transactions } from './transactions.js';

/** The connection pool, transactions and the change feed. Migrations have run before it is built. */
@Module({})
export class DatabaseModule {
  static forRoot(url: string, environment: Environment): DynamicModule {
    return {
      module: DatabaseModule,
      global: true,
      imports: [TypeOrmModule.forRoot({ ...dataSourceOptions(url, environment), autoLoadEntities: true, retryAttempts: 0 })],
      providers: [ChangeFeed, Transactions],
      exports: [ChangeFeed, Transactions],
    };
  }
}
