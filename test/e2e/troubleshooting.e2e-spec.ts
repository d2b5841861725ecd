import { createRegistry } from '../../src/bootstrap.js';
import { StatementTimings } from '../../src/database/index.js';
import { ApiClient } from '../support/api-client.js';
import { describeWithRedis, startTestRedis } from '../support/redis.js';
import { startTestRegistry, type TestRegistry } from '../support/registry.js';

/** The four cases of the developer guide, each made to happen. */
describe('troubleshooting', () => {
  const registries: TestRegistry[] = [];
  const start = async (variables = {}) => {
    const registry = await startTestRegistry({ variables });
    registries.push(registry);
    return registry;
  };

  afterEach(async () => {
    await Promise.all(registries.splice(0).map((it) => it.close()));
  });

  it('a database that cannot be reached ends the start with one sentence that names it', async () => {
    const refused = createRegistry({
      variables: { NODE_ENV: 'test', DATABASE_URL: 'postgres://nobody:hidden@127.0.0.1:1/none' },
    });
    const error: Error = await refused.then(
      () => Promise.reject(new Error('it started')),
      (it) => it,
    );
    expect(error.message).toContain('127.0.0.1:1');
    expect(error.message).not.toMatch(/hidden|\n/);
  });

  it('a wrong password is refused without a hint, and the audit tells why', async () => {
    const { url } = await start();
    const api = new ApiClient(url);
    const refusal = await api.post('/api/v1/auth/token', {
      method: 'password',
      credentials: { username: 'admin', password: 'not-the-password' },
    });
    expect([refusal.status, refusal.body.code]).toEqual([401, 'INVALID_CREDENTIALS']);
    const admin = await api.login();
    const audit = await admin.get('/api/v1/audit?action=login.refused');
    expect(audit.body.data).toMatchObject([{ outcome: 'refused', reason: 'not_proven' }]);
  });

  it('a token of another PUBLIC_URL is refused', async () => {
    const first = await start();
    const { token } = await new ApiClient(first.url).login();
    const second = await start({ PUBLIC_URL: 'https://registry.example.com', DATABASE_URL: first.databaseUrl });
    const headers = { host: 'registry.example.com', authorization: `Bearer ${token}` };
    const reply = await second.app.inject({ url: '/api/v1/auth/me', headers });
    expect([reply.statusCode, reply.json().code]).toEqual([401, 'INVALID_TOKEN']);
  });

  it('names the statement that takes the time', async () => {
    const { app, url } = await start();
    const seen = new Set<string>();
    app.get(StatementTimings).subscribe(({ statement }) => seen.add(statement));
    await (await new ApiClient(url).login()).get('/api/v1/tools');
    expect([...seen]).toContain('select tool');
    const metrics = await new ApiClient(url).get('/metrics');
    expect(metrics.body).toContain('toolreg_db_query_duration_seconds_bucket{');
    expect(metrics.body).toContain('toolreg_db_pool_connections{');
  });

  describeWithRedis('rate limits without Redis', () => {
    it('close the login with 503, and the failure is counted', async () => {
      const redis = await startTestRedis();
      const { url } = await start({ REDIS_URL: redis.url });
      await redis.stop();
      const api = new ApiClient(url);
      const login = await api.post('/api/v1/auth/token', {
        method: 'password',
        credentials: { username: 'a', password: 'b' },
      });
      expect([login.status, login.body.code]).toEqual([503, 'LIMITS_UNAVAILABLE']);
      const metrics = await api.get('/metrics');
      expect(metrics.body).toMatch(/toolreg_rate_limit_degraded_total(\{[^}]*\})? [1-9]/);
    });
  });
});
