import { randomBytes } from 'node:crypto';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Issuer } from '../../src/auth/tokens/issuer.js';
import { createRegistry, type RegistryOptions } from '../../src/bootstrap.js';
import { createDatabase } from './test-database.js';

export interface TestRegistry {
  readonly app: NestFastifyApplication;
  readonly url: string;
  readonly databaseUrl: string;
  close(): Promise<void>;
}

/** Settings under which tests run: cheap hashes, quiet logs, limits out of the way. */
const TEST_VARIABLES = {
  NODE_ENV: 'test',
  PORT: '0',
  LOG_LEVEL: 'silent',
  DATABASE_CONNECT_TIMEOUT_MS: '60000',
  MASTER_KEY: randomBytes(32).toString('base64'),
  ADMIN_PASSWORD: 'correct-horse-battery',
  PASSWORD_HASH_MEMORY_KIB: '64',
  PASSWORD_HASH_PASSES: '1',
  RATE_LIMIT_ADDRESS_PER_MINUTE: '1000000',
  RATE_LIMIT_PRINCIPAL_PER_MINUTE: '1000000',
  RATE_LIMIT_LOGIN_PER_MINUTE: '1000000',
  RATE_LIMIT_TOKEN_PER_MINUTE: '1000000',
  RATE_LIMIT_CREDENTIAL_PER_MINUTE: '1000000',
  RATE_LIMIT_VALIDATION_PER_MINUTE: '1000000',
};

export interface TestRegistryOptions extends RegistryOptions {
  /** What a team's own `main.ts` does between building the registry and listening. */
  readonly beforeListening?: (app: NestFastifyApplication) => void;
}

/** What the registries on a database call themselves: replicas go by one name, as behind one PUBLIC_URL. */
const issuers = new Map<string | undefined, string>();

/** A registry as in production, listening on a free port, on a database of its own unless one is given. */
export async function startTestRegistry(options: TestRegistryOptions = {}): Promise<TestRegistry> {
  const { variables = {}, beforeListening, ...rest } = options;
  const database = variables['DATABASE_URL'] === undefined ? await createDatabase() : undefined;
  const databaseUrl = database?.url ?? variables['DATABASE_URL'] ?? '';
  const app = await createRegistry({
    ...rest,
    variables: { ...TEST_VARIABLES, DATABASE_URL: databaseUrl, ...variables },
  });
  const close = async () => {
    await app.close();
    await database?.drop();
  };
  try {
    beforeListening?.(app);
    await app.listen(0, '127.0.0.1');
    if (variables['PUBLIC_URL'] === undefined) shareIssuer(app, databaseUrl);
  } catch (error) {
    await close();
    throw error;
  }
  return { app, url: await app.getUrl(), databaseUrl, close };
}

function shareIssuer(app: NestFastifyApplication, databaseUrl: string): void {
  const issuer = app.get(Issuer, { strict: false });
  const database = databaseUrl.split('/').pop();
  const known = issuers.get(database);
  if (known === undefined) issuers.set(database, issuer.url);
  else Object.defineProperty(issuer, 'url', { value: known });
}
