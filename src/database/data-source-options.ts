import type { DataSourceOptions } from 'typeorm';
import type { Environment } from '../config/environment.js';
import { SnakeNamingStrategy } from './snake-naming.strategy.js';

/** How the registry, its migrations and its commands connect to PostgreSQL. */
export function dataSourceOptions(url: string, environment: Environment) {
  return {
    type: 'postgres',
    url,
    namingStrategy: new SnakeNamingStrategy(),
    synchronize: false,
    migrationsTableName: 'migration',
    poolSize: environment.DATABASE_POOL_MAX,
    extra: { statement_timeout: environment.DATABASE_STATEMENT_TIMEOUT_MS, application_name: 'genai-tool-registry' },
  } as const satisfies DataSourceOptions;
}
