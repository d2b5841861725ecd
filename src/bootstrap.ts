import 'reflect-metadata';
import { join } from 'node:path';
import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { AppModule, type ExtensionModule } from './app.module.js';
import { Keyring } from './common/crypto/keyring.js';
import { configureHttp } from './common/http/configure-http.js';
import { createHttpAdapter } from './common/http/http-adapter.js';
import { createLogger } from './common/logging/create-logger.js';
import { NestLogger } from './common/logging/nest-logger.js';
import { loadEnvironment } from './config/load-environment.js';
import { migrate } from './database/migrate.js';

export interface RegistryOptions {
  /** Modules of other teams. */
  readonly extensions?: readonly ExtensionModule[];
  /** Settings by name. Default: the environment of the process. */
  readonly variables?: Readonly<Record<string, string | undefined>>;
}

/** Builds the registry, ready to `listen`. What `main.ts`, tests and other teams' `main.ts` call. */
export async function createRegistry({ extensions = [], variables = {} }: RegistryOptions = {}): Promise<NestFastifyApplication> {
  const environment = loadEnvironment(variables);
  const databaseUrl = environment.DATABASE_URL ?? '';
  const keyring = new Keyring(Buffer.from(environment.MASTER_KEY ?? '', 'base64'));
  await migrate(databaseUrl, join(import.meta.dirname, '../migrations'));
  const module = AppModule.forRoot({ environment, databaseUrl, keyring, extensions });
  const logger = createLogger(environment.LOG_LEVEL);
  const app = await NestFactory.create<NestFastifyApplication>(module, createHttpAdapter(environment, logger), {
    logger: new NestLogger(logger),
    bodyParser: false,
    abortOnError: false,
  });
  await configureHttp(app, environment, logger);
  return app;
}
