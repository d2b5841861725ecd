import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { createRegistry, type RegistryOptions } from '../bootstrap.js';

export interface TestRegistry {
  readonly app: NestFastifyApplication;
  readonly url: string;
  close(): Promise<void>;
}

export interface TestRegistryOptions extends RegistryOptions {
  /** What a team's own `main.ts` does between building the registry and listening. */
  readonly beforeListening?: (app: NestFastifyApplication) => void;
}

/** Cheap hashes, a quiet log, limits out of the way, an administrator `admin` with a known password. */
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
  RATE_LIMIT_TOKEN_PER_MINUTE: '1000000',
  RATE_LIMIT_CREDENTIAL_PER_MINUTE: '1000000',
  RATE_LIMIT_VALIDATION_PER_MINUTE: '1000000',
};

/**
 * A registry as in production, listening on a free port of 127.0.0.1.
 *
 * Its database is the one of `variables.DATABASE_URL`, else an embedded one in a temporary folder that `close` removes.
 */
export async function startTestRegistry(options: TestRegistryOptions = {}): Promise<TestRegistry> {
  const { variables, beforeListening, ...rest } = options;
  const folder = await mkdtemp(join(tmpdir(), 'registry-'));
  const removeFolder = () => rm(folder, { recursive: true, force: true });
  const defaults = { ...TEST_VARIABLES, DATA_DIR: folder, MASTER_KEY: randomBytes(32).toString('base64') };
  const app = await createRegistry({ ...rest, variables: { ...defaults, ...variables } }).catch(
    async (error: unknown) => {
      await removeFolder();
      throw error;
    },
  );
  const close = async () => {
    await app.close();
    await removeFolder();
  };
  try {
    beforeListening?.(app);
    await app.listen(0, '127.0.0.1');
  } catch (error) {
    await close();
    throw error;
  }
  return { app, url: await app.getUrl(), close };
}
