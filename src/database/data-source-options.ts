import type { DataSourceOptions } from 'typeorm';
import type { Environment } from '../config/environment.js';
import { SnakeNamingStrategy } from './snake-naming.strategy.js';
import type { StatementTimings } from './statement-timings.js';
import { timedClient } from './timed-client.js';

export const APPLICATION_NAME = 'genai-tool-registry';

/** How the registry connects to PostgreSQL. */
export function dataSourceOptions(url: string, environment: Environment, timings: StatementTimings) {
  return {
    type: 'postgres',
    url,
    namingStrategy: new SnakeNamingStrategy(),
    synchronize: false,
    migrationsTableName: 'migration',
    poolSize: environment.DATABASE_POOL_MAX,
    connectTimeoutMS: environment.DATABASE_CONNECT_TIMEOUT_MS,
    applicationName: APPLICATION_NAME,
    extra: {
      Client: timedClient(timings),
      statement_timeout: environment.DATABASE_STATEMENT_TIMEOUT_MS,
      idle_in_transaction_session_timeout: 2 * environment.DATABASE_STATEMENT_TIMEOUT_MS,
      idleTimeoutMillis: 30_000,
      maxLifetimeSeconds: 1800,
      keepAlive: true,
    },
  } as const satisfies DataSourceOptions;
}
