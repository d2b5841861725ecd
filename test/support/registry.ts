import { randomBytes } from 'node:crypto';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Client } from 'pg';
import { createRegistry, type RegistryOptions } from '../../src/bootstrap.js';

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
  ADMIN_PASSWORD: 'correct-horse-battery',
  PASSWORD_HASH_MEMORY_KIB: '64',
  PASSWORD_HASH_PASSES: '1',
  RATE_LIMIT_ADDRESS_PER_MINUTE: '1000000',
  RATE_LIMIT_PRINCIPAL_PER_MINUTE: '1000000',
  RATE_LIMIT_LOGIN_PER_MINUTE: '1000000',
};

export interface TestRegistryOptions extends RegistryOptions {
  /** What a team's own `main.ts` does between building the registry and listening. */
  readonly beforeListening?: (app: NestFastifyApplication) => void;
}

/** A registry as in production, listening on a free port, on a database of its own. */
export async function startTestRegistry(options: TestRegistryOptions = {}): Promise<TestRegistry> {
  const { variables = {}, beforeListening, ...rest } = options;
  const databaseUrl = variables['DATABASE_URL'] ?? (await createDatabase());
  const app = await createRegistry({
    ...rest,
    variables: {
      ...TEST_VARIABLES,
      MASTER_KEY: randomBytes(32).toString('base64'),
      DATABASE_URL: databaseUrl,
      ...variables,
    },
  });
  beforeListening?.(app);
  await app.listen(0, '127.0.0.1');
  return { app, url: await app.getUrl(), databaseUrl, close: () => app.close() };
}

async function createDatabase(): Promise<string> {
  const server = new URL(process.env['TEST_DATABASE_URL'] ?? '');
  const name = `t_${randomBytes(6).toString('hex')}`;
  const client = new Client({ connectionString: server.href });
  await client.connect();
  try {
    await client.query(`CREATE DATABASE ${name}`);
  } finally {
    await client.end();
  }
  server.pathname = `/${name}`;
  return server.href;
}
