import { Client } from 'pg';
import { ApiClient } from '../support/api-client.js';
import { startTestRegistry, type TestRegistry } from '../support/registry.js';

describe('health', () => {
  let registry: TestRegistry;
  let anybody: ApiClient;

  beforeAll(async () => {
    registry = await startTestRegistry();
    anybody = new ApiClient(registry.url);
  });
  afterAll(() => registry.close());

  it('lives', async () => {
    expect(await anybody.get('/health/live')).toMatchObject({ status: 200, body: { status: 'up' } });
  });

  it('is ready', async () => {
    const checks = { database: 'up', changeFeed: 'up', server: 'up' };
    expect(await anybody.get('/health/ready')).toMatchObject({ status: 200, body: { status: 'up', checks } });
  });

  it('lives without its database, is not ready, and is again when it is back', async () => {
    const name = new URL(registry.databaseUrl).pathname.slice(1);
    const server = new Client({ connectionString: process.env['TEST_DATABASE_URL'] ?? '' });
    await server.connect();
    try {
      await server.query(`ALTER DATABASE ${name} ALLOW_CONNECTIONS false`);
      await server.query('SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1', [name]);
      const reply = await anybody.get('/health/ready');
      expect(reply).toMatchObject({
        status: 503,
        body: { status: 'down', checks: { database: 'down', server: 'up' } },
      });
      expect((await anybody.get('/health/live')).status).toBe(200);
    } finally {
      await server.query(`ALTER DATABASE ${name} ALLOW_CONNECTIONS true`);
      await server.end();
    }
    expect((await anybody.get('/health/ready')).status).toBe(200);
  });
});
