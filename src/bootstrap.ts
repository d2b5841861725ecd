import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { AppModule, type ExtensionModule } from './app.module.js';
import { Keyring } from './common/crypto/keyring.js';
import { masterKey } from './common/crypto/master-key.js';
import { configureHttp } from './common/http/configure-http.js';
import { createHttpAdapter } from './common/http/http-adapter.js';
import { createLogger } from './common/logging/create-logger.js';
import { NestLogger } from './common/logging/nest-logger.js';
import type { Environment } from './config/environment.js';
import { loadEnvironment, type Variables } from './config/load-environment.js';
import { processVariables } from './config/process-variables.js';
import { checkInstallation, migrate, type OpenDatabase, openDatabase } from './database/index.js';
import { serveDocs } from './openapi/serve-docs.js';
import { vaultMasterKey } from './vault-master-key.js';

export interface RegistryOptions {
  /** Modules of other teams. */
  readonly extensions?: readonly ExtensionModule[];
  /** Settings by name. Default: the environment of the process. */
  readonly variables?: Variables;
}

/**
 * Builds the registry, ready to `listen`: the database is open and migrated, nothing of Nest has been initialised yet.
 *
 * What `main.ts`, tests and other teams' `main.ts` call. `app.close()` also stops the embedded database.
 *
 * @throws EnvironmentError naming every wrong setting at once.
 * @throws StartError in one sentence, when this machine or database cannot serve.
 */
export async function createRegistry(options: RegistryOptions = {}): Promise<NestFastifyApplication> {
  const environment = loadEnvironment(options.variables ?? processVariables());
  const database = await openDatabase(environment);
  try {
    return await build(environment, database, options.extensions ?? []);
  } catch (error) {
    await database.close();
    throw error;
  }
}

async function build(environment: Environment, database: OpenDatabase, extensions: readonly ExtensionModule[]) {
  const given = environment.MASTER_KEY ?? (await vaultMasterKey(environment, database.url));
  const keyring = new Keyring(
    await masterKey(given, environment.DATA_DIR),
    environment.MASTER_KEYS_PREVIOUS.map((it) => Buffer.from(it, 'base64')),
  );
  await migrate(database.url, environment.DATABASE_CONNECT_TIMEOUT_MS);
  await checkInstallation(database.url, keyring);
  const module = AppModule.forRoot({ environment, database, keyring, extensions });
  const logger = createLogger(environment.LOG_LEVEL);
  const app = await NestFactory.create<NestFastifyApplication>(module, createHttpAdapter(environment, logger), {
    logger: new NestLogger(logger),
    bodyParser: false,
    abortOnError: false,
  });
  await configureHttp(app, environment, logger);
  serveDocs(app, environment.PUBLIC_URL);
  return app;
}
