import { makeDataFolder } from '../common/data-folder.js';
import type { Environment } from '../config/environment.js';
import { checkServer } from './check-server.js';
import { EmbeddedServer } from './embedded/embedded-server.js';

/** Connections beside the pool: the change feed, migrations, the server's own. */
const SPARE_CONNECTIONS = 10;

/** A database that answers and suits us. */
export class OpenDatabase {
  /**
   * @param description for people: never a credential.
   * @param close stops the embedded server; leaves any other alone.
   */
  constructor(
    readonly url: string,
    readonly description: string,
    readonly close: () => Promise<void>,
  ) {}
}

/**
 * The configured PostgreSQL, else the embedded one, which is started.
 *
 * @throws StartError when it cannot be reached, may not be used or does not suit.
 */
export async function openDatabase(environment: Environment): Promise<OpenDatabase> {
  if (environment.DATABASE_URL === undefined) return openEmbedded(environment);
  await checkServer(environment.DATABASE_URL, environment.DATABASE_CONNECT_TIMEOUT_MS);
  const { host, pathname } = new URL(environment.DATABASE_URL);
  return {
    url: environment.DATABASE_URL,
    description: `PostgreSQL at ${host}${pathname}`,
    close: async () => undefined,
  };
}

async function openEmbedded({ DATA_DIR, DATABASE_POOL_MAX }: Environment): Promise<OpenDatabase> {
  const dataDir = await makeDataFolder(DATA_DIR);
  const server = await EmbeddedServer.start({ dataDir, connections: DATABASE_POOL_MAX + SPARE_CONNECTIONS });
  const elsewhere = server.home.startsWith(dataDir) ? '' : ' (its user cannot enter the data folder)';
  return new OpenDatabase(server.url, `embedded PostgreSQL in ${server.home}${elsewhere}`, () => server.stop());
}
