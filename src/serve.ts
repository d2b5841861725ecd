import { Logger } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { FirstAdministrator } from './auth/index.js';
import { banner } from './banner.js';
import { createRegistry, type RegistryOptions } from './bootstrap.js';
import { Environment } from './config/environment.js';
import { OpenDatabase } from './database/index.js';
import { describeStartFailure } from './start-failure.js';

const STOPPED_WITHIN_MS = 15_000;

/** Runs a registry as this process: starts it, says so, and ends with the process' signals. Resolves once it listens. */
export async function serve(options?: RegistryOptions): Promise<void> {
  let app: NestFastifyApplication | undefined;
  endOnSignals(async () => app?.close());
  endOnDefects();
  try {
    app = await createRegistry(options);
    const { HOST, PORT } = app.get(Environment);
    await app.listen(PORT, HOST);
    process.stdout.write(bannerOf(app, await app.getUrl()));
  } catch (error) {
    process.stderr.write(`${describeStartFailure(error)}\n`);
    await app?.close().catch(() => undefined);
    process.exit(1);
  }
}

function bannerOf(app: NestFastifyApplication, listening: string): string {
  const { PUBLIC_URL, REDIS_URL, ADMIN_USERNAME } = app.get(Environment);
  const password = app.get(FirstAdministrator).generatedPassword;
  return banner({
    url: PUBLIC_URL?.replace(/\/$/, '') ?? listening.replace(/\[::1?\]|0\.0\.0\.0/, 'localhost'),
    database: app.get(OpenDatabase).description,
    limits: REDIS_URL ? 'shared by all instances, in Redis' : 'counted by this instance alone (REDIS_URL shares them)',
    ...(password !== undefined && { administrator: { username: ADMIN_USERNAME, password } }),
  });
}

/**
 * A clean end is a success. It lets requests in flight finish, within reason.
 *
 * A repeated signal changes nothing: `npm start` passes on what the process group has already received.
 */
function endOnSignals(close: () => Promise<void>): void {
  let ending: Promise<void> | undefined;
  const end = async () => {
    setTimeout(() => process.exit(1), STOPPED_WITHIN_MS).unref();
    await close();
    process.exit(0);
  };
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => void (ending ??= end()));
}

/** After a defect nothing is known of our state: better to be started anew. */
function endOnDefects(): void {
  const log = new Logger('Process');
  for (const event of ['uncaughtException', 'unhandledRejection'] as const) {
    process.on(event, (error) => {
      log.fatal(error);
      process.exit(1);
    });
  }
}
