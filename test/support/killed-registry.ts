import { ApiClient, type ApiReply } from './api-client.js';
import { BuiltServer } from './built-server.js';
import { eventually } from './eventually.js';
import { type CutAt, StatementProxy } from './statement-proxy.js';
import { query } from './test-database.js';

/** Whose database, under which key. */
export interface KilledRegistryOptions {
  readonly databaseUrl: string;
  readonly masterKey: string;
}

/**
 * Asks a registry in a process of its own, and kills that there by `kill -9`. Build before: `BuiltServer.build`.
 *
 * @returns the status of the reply, where it lived to give one; the database has seen the last of it then.
 */
export async function askUntilKilled(
  { databaseUrl, masterKey }: KilledRegistryOptions,
  at: CutAt,
  request: (admin: ApiClient) => Promise<ApiReply>,
): Promise<number | undefined> {
  const proxy = await StatementProxy.start(databaseUrl);
  const server = BuiltServer.start({
    ...{ PORT: '0', LOG_LEVEL: 'fatal', DATABASE_URL: proxy.url, MASTER_KEY: masterKey, DATABASE_POOL_MAX: '3' },
    ...{ ADMIN_PASSWORD: 'correct-horse-battery', PASSWORD_HASH_MEMORY_KIB: '64', PASSWORD_HASH_PASSES: '1' },
  });
  try {
    const admin = await new ApiClient(await server.listening()).login();
    await admin.get('/api/v1/auth/me');
    proxy.arm(at, () => server.kill('SIGKILL'));
    const reply = await request(admin).catch(() => undefined);
    return reply?.status;
  } finally {
    server.kill('SIGKILL');
    await server.ended();
    await proxy.stop();
    const connections = 'SELECT FROM pg_stat_activity WHERE client_port = ANY ($1)';
    await eventually(async () => expect(await query(databaseUrl, connections, [proxy.ports])).toEqual([]));
  }
}
