import { ProbeModule } from '../support/probe.module.js';
import { startTestRegistry, type TestRegistry } from '../support/registry.js';

const PROBE = '/api/v1/probe';

describe('a registry with a public address', () => {
  let registry: TestRegistry;

  beforeAll(async () => {
    const variables = { PUBLIC_URL: 'https://registry.example.com', CORS_ORIGINS: 'https://app.example.com' };
    registry = await startTestRegistry({ extensions: [ProbeModule], variables });
  });
  afterAll(() => registry.close());

  const ask = (url: string, headers: Record<string, string> = {}, method: 'GET' | 'OPTIONS' = 'GET') =>
    registry.app.inject({ method, url, headers: { host: 'registry.example.com', ...headers } });

  it.each(['registry.example.com', 'REGISTRY.example.com', 'registry.example.com:443'])(
    'answers for the host %s',
    async (host) => {
      expect((await ask(PROBE, { host })).statusCode).toBe(200);
    },
  );

  it.each(['evil.example.com', 'registry.example.com.evil.com', 'registry.example.com:8443', '127.0.0.1', 'a b'])(
    'does not answer for the host %s',
    async (host) => {
      const reply = await ask(PROBE, { host });
      expect([reply.statusCode, reply.json().code]).toEqual([421, 'UNKNOWN_HOST']);
    },
  );

  it('does not believe a forwarded host of a stranger', async () => {
    const reply = await ask(PROBE, { host: 'evil.example.com', 'x-forwarded-host': 'registry.example.com' });
    expect(reply.statusCode).toBe(421);
  });

  it('answers probes by whatever name they come', async () => {
    expect((await ask('/health/live', { host: '10.0.0.7:3000' })).statusCode).toBe(200);
  });

  it('tells browsers to stay with https', async () => {
    expect((await ask(PROBE)).headers['strict-transport-security']).toMatch(/^max-age=/);
  });

  it('lets the configured origins call, and no other', async () => {
    const ours = await ask(PROBE, { origin: 'https://app.example.com' });
    expect(ours.headers['access-control-allow-origin']).toBe('https://app.example.com');
    const foreign = await ask(PROBE, { origin: 'https://evil.example.com' });
    expect(foreign.headers['access-control-allow-origin']).toBeUndefined();
    const preflight = await ask(
      PROBE,
      { origin: 'https://app.example.com', 'access-control-request-method': 'PATCH' },
      'OPTIONS',
    );
    expect([preflight.statusCode, preflight.headers['access-control-allow-methods']]).toEqual([
      204,
      'GET, POST, PUT, PATCH, DELETE',
    ]);
  });

  it('is documented under its public address', async () => {
    expect((await ask('/docs/openapi.json')).json().servers).toEqual([{ url: 'https://registry.example.com' }]);
  });
});
