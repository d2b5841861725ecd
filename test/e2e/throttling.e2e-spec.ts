import { ApiClient } from '../support/api-client.js';
import { ProbeModule } from '../support/probe.module.js';
import { startTestRegistry, type TestRegistry } from '../support/registry.js';

const PROBE = '/api/v1/probe';
const ME = '/api/v1/auth/me';

describe('limits', () => {
  let registry: TestRegistry;
  afterEach(() => registry.close());

  async function start(variables: Record<string, string>): Promise<ApiClient> {
    registry = await startTestRegistry({ extensions: [ProbeModule], variables });
    return new ApiClient(registry.url);
  }

  it('tells each caller its limit and refuses what is beyond it', async () => {
    const api = await start({ RATE_LIMIT_ADDRESS_PER_MINUTE: '2' });
    const first = await api.get(PROBE);
    expect(first.headers.get('ratelimit-policy')).toBe('"address";q=2;w=60');
    expect(first.headers.get('ratelimit')).toMatch(/^"address";r=1;t=(60|59)$/);
    await api.get(PROBE);
    const third = await api.get(PROBE);
    expect([third.status, third.body.code]).toEqual([429, 'RATE_LIMITED']);
    expect(Number(third.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(third.headers.get('ratelimit')).toContain('r=0');
    expect([...third.headers.keys()].filter((it) => it.startsWith('x-ratelimit'))).toEqual([]);
  });

  it('counts every path of an address together', async () => {
    const api = await start({ RATE_LIMIT_ADDRESS_PER_MINUTE: '1' });
    await api.get(PROBE);
    expect((await api.post(`${PROBE}/bare`)).status).toBe(429);
  });

  it('believes X-Forwarded-For of trusted proxies alone', async () => {
    const untrusting = await start({ RATE_LIMIT_ADDRESS_PER_MINUTE: '1' });
    await untrusting.get(PROBE, { 'x-forwarded-for': '203.0.113.1' });
    expect((await untrusting.get(PROBE, { 'x-forwarded-for': '203.0.113.2' })).status).toBe(429);
    await registry.close();
    const trusting = await start({ RATE_LIMIT_ADDRESS_PER_MINUTE: '1', TRUSTED_PROXIES: '127.0.0.0/8' });
    await trusting.get(PROBE, { 'x-forwarded-for': '203.0.113.1' });
    expect((await trusting.get(PROBE, { 'x-forwarded-for': '203.0.113.2' })).status).toBe(200);
    expect((await trusting.get(PROBE, { 'x-forwarded-for': '203.0.113.1' })).status).toBe(429);
  });

  it('limits an agent apart from its address', async () => {
    const api = await start({ RATE_LIMIT_PRINCIPAL_PER_MINUTE: '1' });
    const admin = await api.login();
    const first = await admin.get(ME);
    expect(first.headers.get('ratelimit-policy')).toMatch(/^"address";q=\d+;w=60, "principal";q=1;w=60$/);
    expect((await admin.get(ME)).status).toBe(429);
    expect((await api.get(PROBE)).status).toBe(200);
  });

  it('limits the keys and credentials of an agent apart from what else it does', async () => {
    const admin = await (await start({ RATE_LIMIT_CREDENTIAL_PER_MINUTE: '1' })).login();
    const { body } = await admin.get(ME);
    const make = (name: string) => admin.post(`/api/v1/agents/${body.agentId}/api-keys`, { name });
    const first = await make('one');
    expect([first.status, first.headers.get('ratelimit')?.split(', ').at(-1)]).toEqual([
      201,
      expect.stringMatching(/^"credential";r=0;t=\d+$/),
    ]);
    expect((await make('two')).status).toBe(429);
    expect((await admin.get(ME)).status).toBe(200);
  });

  it('limits the questions of an agent about credentials apart from those that it makes', async () => {
    const limits = { RATE_LIMIT_CREDENTIAL_PER_MINUTE: '1', RATE_LIMIT_VALIDATION_PER_MINUTE: '2' };
    const admin = await (await start(limits)).login();
    const validate = () => admin.post('/api/v1/credentials/validate', { token: 'trc_x' });
    expect((await validate()).headers.get('ratelimit-policy')).toMatch(/, "validation";q=2;w=60$/);
    expect([(await validate()).status, (await validate()).status]).toEqual([200, 429]);
  });

  it('limits the token endpoints of OAuth apart from logins', async () => {
    const api = await start({ RATE_LIMIT_TOKEN_PER_MINUTE: '2', RATE_LIMIT_LOGIN_PER_MINUTE: '1' });
    const statuses = [];
    for (const path of ['token', 'introspect', 'revoke']) statuses.push((await api.post(`/oauth/${path}`)).status);
    expect(statuses.map((it) => it === 429)).toEqual([false, false, true]);
    expect((await api.login()).token).toBeDefined();
  });

  it('lets an address try a few logins only, whatever it tries', async () => {
    const api = await start({ RATE_LIMIT_LOGIN_PER_MINUTE: '2' });
    const attempt = (username: string) =>
      api.post('/api/v1/auth/token', { method: 'password', credentials: { username, password: 'wrong' } });
    expect((await attempt('admin')).status).toBe(401);
    expect((await attempt('nobody')).status).toBe(401);
    expect((await attempt('somebody')).status).toBe(429);
  });
});
