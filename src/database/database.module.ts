import { type DynamicModule, Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import type { Environment } from '../config/environment.js';
import { ChangeFeed } from './change-feed.js';
import { ChangeListener } from './change-listener.js';
import { ChangeLog } from './change-log.js';
import { dataSourceOptions } from './data-source-options.js';
import { DatabaseShutdown } from './database-shutdown.js';
import { OpenDatabase } from './open-database.js';
import { PoolGauge } from './pool-gauge.js';
import { Rewrapping } from './rewrap/rewrapping.js';
import { StatementTimings } from './statement-timings.js';
import { Transactions } from './transactions.js';

/** The connection pool, transactions and the change feed. Migrations have run before it is built. */
@Module({})
export class DatabaseModule {
  static forRoot(database: OpenDatabase, environment: Environment): DynamicModule {
    const timings = new StatementTimings();
    return {
      module: DatabaseModule,
      global: true,
      imports: [
        TypeOrmModule.forRoot({
          ...dataSourceOptions(database.url, environment, timings),
          autoLoadEntities: true,
          retryAttempts: 0,
        }),
      ],
      providers: [
        ChangeFeed,
        ChangeLog,
        PoolGauge,
        Rewrapping,
        Transactions,
        { provide: ChangeListener, useFactory: () => new ChangeListener(database.url) },
        {
          provide: DatabaseShutdown,
          inject: [DataSource],
          useFactory: (dataSource: DataSource) => new DatabaseShutdown(dataSource, database),
        },
        { provide: OpenDatabase, useValue: database },
        { provide: StatementTimings, useValue: timings },
      ],
      exports: [ChangeFeed, PoolGauge, StatementTimings, Transactions],
    };
  }
}
