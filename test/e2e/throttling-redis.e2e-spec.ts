import { ApiClient } from '../support/api-client.js';
import { ProbeModule } from '../support/probe.module.js';
import { describeWithRedis, startTestRedis, type TestRedis } from '../support/redis.js';
import { startTestRegistry, type TestRegistry } from '../support/registry.js';
import { DomainEvents } from '../../src/common/events/domain-events.js';
import { LimitStoreDegraded } from '../../src/common/throttling/throttling.events.js';

const PROBE = '/api/v1/probe';

describeWithRedis('limits in Redis', () => {
  let redis: TestRedis;
  const registries: TestRegistry[] = [];

  beforeEach(async () => {
    redis = await startTestRedis();
  });
  afterEach(async () => {
    await Promise.all(registries.splice(0).map((it) => it.close()));
    await redis.stop();
  });

  async function start(limit: number): Promise<ApiClient> {
    const variables = { REDIS_URL: redis.url, RATE_LIMIT_ADDRESS_PER_MINUTE: String(limit) };
    const registry = await startTestRegistry({ extensions: [ProbeModule], variables });
    registries.push(registry);
    return new ApiClient(registry.url);
  }

  it('are one for all instances, exact under many requests at once', async () => {
    const [one, other] = [await start(20), await start(20)];
    const replies = await Promise.all(Array.from({ length: 60 }, (_, index) => (index % 2 ? one : other).get(PROBE)));
    const statuses = replies.map((it) => it.status);
    expect(statuses.filter((it) => it === 200)).toHaveLength(20);
    expect(statuses.filter((it) => it === 429)).toHaveLength(40);
  });

  it('close the login and leave reading open when Redis is gone', async () => {
    const api = await start(1000);
    const degraded: LimitStoreDegraded[] = [];
    registries[0]?.app.get(DomainEvents).after(LimitStoreDegraded, (it) => void degraded.push(it));
    await redis.stop();
    const login = await api.post('/api/v1/auth/token', {
      method: 'password',
      credentials: { username: 'admin', password: 'correct-horse-battery' },
    });
    expect([login.status, login.body.code]).toEqual([503, 'LIMITS_UNAVAILABLE']);
    const read = await api.get(PROBE);
    expect([read.status, read.headers.get('ratelimit-policy')]).toEqual([200, '"address";q=1000;w=60']);
    expect(degraded.map((it) => it.refused)).toEqual([true, false]);
  });
});
