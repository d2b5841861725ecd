import { randomBytes } from 'node:crypto';
import { Client } from 'pg';
import type { ServerProcess } from '../../process/server-process.js';
import type { Workspace } from '../../process/workspace.js';
import { type Holder, Market } from './market.js';
import { Stock } from './stock.js';
import { type StoredTokens, storeTokens } from './tokens.js';

const USES = 1_000_000;

/** One registry with so many stored credentials, on a database of its own. */
export interface Stand {
  readonly name: string;
  readonly server: ServerProcess;
  readonly database: Client;
  readonly market: Market;
  readonly holder: Holder;
  /** A credential to make others of. */
  readonly sampleId: string;
  readonly stock: Stock;
  readonly tokens: Readonly<Record<'cached' | 'uncached' | 'limited', StoredTokens>>;
}

/**
 * What is stored under the current master key is kept in memory, what is stored under the previous one is not.
 *
 * @param name tells it apart from others of the workspace.
 */
export async function openStand(workspace: Workspace, name: string, stored: number): Promise<Stand> {
  const previousKey = randomBytes(32);
  const variables = {
    ...(await workspace.instanceVariables(name)),
    MASTER_KEYS_PREVIOUS: previousKey.toString('base64'),
  } as Record<string, string>;
  const entry = 'bench/servers/credentials-baseline.js';
  const server = await workspace.start({ entry, readyPath: '/health/ready', variables, underLoad: true, name });
  const database = new Client({ connectionString: variables['DATABASE_URL'] });
  await database.connect();
  const market = await Market.open(server.url, workspace.adminPassword);
  const holder = await market.newHolder();
  const { id: sampleId } = await market.vend(holder, { ttlSeconds: 3600 });
  const currentKey = Buffer.from(variables['MASTER_KEY'] ?? '', 'base64');
  const tokens = {
    cached: await storeTokens(database, sampleId, currentKey, null),
    uncached: await storeTokens(database, sampleId, previousKey, null),
    limited: await storeTokens(database, sampleId, currentKey, USES),
  };
  const stock = await Stock.fill(database, sampleId, stored);
  return { name, server, database, market, holder, sampleId, stock, tokens };
}
