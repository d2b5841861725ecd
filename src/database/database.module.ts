import { type DynamicModule, Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import type { Environment } from '../config/environment.js';
import { ChangeFeed } from './change-feed.js';
import { ChangeListener } from './change-listener.js';
import { ChangeLog } from './change-log.js';
import { dataSourceOptions } from './data-source-options.js';
import { PoolGauge } from './pool-gauge.js';
import { StatementTimings } from './statement-timings.js';
import { Transactions } from './transactions.js';

/** The connection pool, transactions and the change feed. Migrations have run before it is built. */
@Module({})
export class DatabaseModule {
  static forRoot(url: string, environment: Environment): DynamicModule {
    const timings = new StatementTimings();
    return {
      module: DatabaseModule,
      global: true,
      imports: [
        TypeOrmModule.forRoot({
          ...dataSourceOptions(url, environment, timings),
          autoLoadEntities: true,
          retryAttempts: 0,
        }),
      ],
      providers: [
        ChangeFeed,
        ChangeLog,
        PoolGauge,
        Transactions,
        { provide: ChangeListener, useFactory: () => new ChangeListener(url) },
        { provide: StatementTimings, useValue: timings },
      ],
      exports: [ChangeFeed, PoolGauge, StatementTimings, Transactions],
    };
  }
}
