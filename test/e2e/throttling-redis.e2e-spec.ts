import { DomainEvents } from '../../src/common/events/domain-events.js';
import { LimitStoreDegraded } from '../../src/common/throttling/throttling.events.js';
import { ApiClient } from '../support/api-client.js';
import { eventually } from '../support/eventually.js';
import { ProbeModule } from '../support/probe.module.js';
import { describeWithRedis, startTestRedis, type TestRedis } from '../support/redis.js';
import { startTestRegistry, type TestRegistry } from '../support/registry.js';
import { startSecondInstance } from '../support/second-instance.js';

const PROBE = '/api/v1/probe';
const ME = '/api/v1/auth/me';
const LOGIN = { method: 'password', credentials: { username: 'admin', password: 'correct-horse-battery' } };

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

  async function start(limits: Record<string, string> = {}): Promise<TestRegistry> {
    const registry = await startTestRegistry({
      extensions: [ProbeModule],
      variables: { REDIS_URL: redis.url, ...limits },
    });
    registries.push(registry);
    return registry;
  }

  /** Two instances of one registry, and a client of each with the token of one agent. */
  async function startTwo(limits: Record<string, string>): Promise<[ApiClient, ApiClient]> {
    const first = await start(limits);
    const second = await startSecondInstance(first, { REDIS_URL: redis.url, ...limits });
    registries.unshift(second);
    const admin = await new ApiClient(first.url).login();
    return [admin, second.api.as(admin.token ?? '')];
  }

  const logIn = (api: ApiClient) => api.post('/api/v1/auth/token', LOGIN);

  it('are one for all instances, exact under many requests at once', async () => {
    const limits = { RATE_LIMIT_ADDRESS_PER_MINUTE: '20' };
    const [one, other] = [new ApiClient((await start(limits)).url), new ApiClient((await start(limits)).url)];
    const replies = await Promise.all(Array.from({ length: 60 }, (_, index) => (index % 2 ? one : other).get(PROBE)));
    const statuses = replies.map((it) => it.status);
    expect(statuses.filter((it) => it === 200)).toHaveLength(20);
    expect(statuses.filter((it) => it === 429)).toHaveLength(40);
  });

  it('let one agent through N times a minute, wherever it asks and whatever address it claims', async () => {
    const limit = 25;
    const [one, other] = await startTwo({ RATE_LIMIT_PRINCIPAL_PER_MINUTE: String(limit) });
    const replies = await Promise.all(
      Array.from({ length: 4 * limit }, (_, index) =>
        (index % 2 ? one : other).get(ME, { 'x-forwarded-for': `203.0.113.${index}` }),
      ),
    );
    const statuses = replies.map((it) => it.status);
    expect(statuses.filter((it) => it === 200)).toHaveLength(limit);
    expect(statuses.filter((it) => it === 429)).toHaveLength(3 * limit);
    expect(replies.find((it) => it.status === 429)?.body.code).toBe('RATE_LIMITED');
  });

  it('let one agent make N keys a minute on all instances', async () => {
    const [one, other] = await startTwo({ RATE_LIMIT_CREDENTIAL_PER_MINUTE: '3' });
    const { body: me } = await one.get(ME);
    const make = (name: string) => ({ name, permissions: ['self:read'] });
    const replies = await Promise.all(
      Array.from({ length: 12 }, (_, index) =>
        (index % 2 ? one : other).post(`/api/v1/agents/${me.agentId}/api-keys`, make(`k${index}`)),
      ),
    );
    expect(replies.filter((it) => it.status === 201)).toHaveLength(3);
    expect(replies.filter((it) => it.status === 429)).toHaveLength(9);
    expect(replies[0]?.headers.get('ratelimit-policy')).toMatch(
      /^"address";q=\d+;w=60, "principal";q=\d+;w=60, "credential";q=3;w=60$/,
    );
  });

  describe('that fails', () => {
    const FAILURES: [string, () => Promise<void> | void, () => Promise<void> | void][] = [
      ['is gone', () => redis.stop(), () => redis.restart()],
      ['hangs', () => redis.hang(), () => redis.goOn()],
    ];

    it.each(FAILURES)(
      'close what an attacker repeats, leave reading open, and return: it %s',
      async (_, fail, heal) => {
        const registry = await start({ RATE_LIMIT_ADDRESS_PER_MINUTE: '1000' });
        const admin = await new ApiClient(registry.url).login();
        const { body: me } = await admin.get(ME);
        const degraded: LimitStoreDegraded[] = [];
        registry.app.get(DomainEvents).after(LimitStoreDegraded, (it) => void degraded.push(it));
        await fail();
        const refused = [
          await logIn(admin),
          await admin.post('/api/v1/auth/refresh', { refreshToken: 'trr_' }),
          await admin.post(`/api/v1/agents/${me.agentId}/api-keys`, { name: 'k', permissions: ['self:read'] }),
        ];
        for (const { status, body, headers } of refused) {
          expect([status, body.code, headers.get('retry-after')]).toEqual([503, 'LIMITS_UNAVAILABLE', '5']);
        }
        const read = await admin.get(ME);
        expect(read.status).toBe(200);
        expect(read.headers.get('ratelimit-policy')).toMatch(/^"address";q=1000;w=60, "principal"/);
        expect(degraded.map((it) => it.refused)).toEqual([true, true, true, false, false]);
        const { body: metrics } = await admin.get('/metrics');
        expect(metrics).toContain('toolreg_rate_limit_degraded_total{outcome="refused"} 3');
        expect(metrics).toMatch(/toolreg_rate_limit_degraded_total\{outcome="allowed"\} [2-9]/);
        await heal();
        await eventually(async () => expect((await logIn(admin)).status).toBe(200));
        const before = degraded.length;
        expect((await admin.get(ME)).status).toBe(200);
        expect(degraded).toHaveLength(before);
      },
    );

    it('limit reading by the instance alone', async () => {
      const api = new ApiClient((await start({ RATE_LIMIT_ADDRESS_PER_MINUTE: '5' })).url);
      await redis.stop();
      const replies = [];
      for (let i = 0; i < 8; i += 1) replies.push(await api.get(PROBE));
      expect(replies.map((it) => it.status)).toEqual([200, 200, 200, 200, 200, 429, 429, 429]);
    });

    it('hold up one request and not each, when it hangs', async () => {
      const api = new ApiClient((await start()).url);
      redis.hang();
      await api.get(PROBE);
      const started = performance.now();
      for (let i = 0; i < 20; i += 1) await api.get(PROBE);
      expect(performance.now() - started).toBeLessThan(5000);
    });

    it('delay no start, when it hangs', async () => {
      redis.hang();
      const api = new ApiClient((await start()).url);
      expect((await api.get(PROBE)).status).toBe(200);
      expect((await logIn(api)).status).toBe(503);
      redis.goOn();
      await eventually(async () => expect((await logIn(api)).status).toBe(200));
    });
  });
});
