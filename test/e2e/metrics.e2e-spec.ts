import { readFileSync } from 'node:fs';
import { ApiClient } from '../support/api-client.js';
import { hasPromtool, promtoolFindings } from '../support/promtool.js';
import { startTestRegistry, type TestRegistry } from '../support/registry.js';

const TOKEN = 'a-token-for-metrics-only';
const AN_ID = '01980d5c-6d1e-7b3a-9c57-2f1d8a3b4c5d';

describe('/metrics', () => {
  let registry: TestRegistry;
  let anybody: ApiClient;
  let admin: ApiClient;

  const metrics = async () => String((await anybody.get('/metrics')).body);
  const value = async (sample: string) => {
    const line = (await metrics()).split('\n').find((it) => it.startsWith(`${sample} `));
    return line === undefined ? 0 : Number(line.slice(sample.length + 1));
  };

  beforeAll(async () => {
    registry = await startTestRegistry();
    anybody = new ApiClient(registry.url);
    admin = await anybody.login();
  });
  afterAll(() => registry.close());

  it('counts and times requests by route template, method and status', async () => {
    const labels = 'method="GET",route="/api/v1/audit/:id",status="404"';
    const before = await value(`toolreg_http_requests_total{${labels}}`);
    await admin.get(`/api/v1/audit/${AN_ID}`);
    expect(await value(`toolreg_http_requests_total{${labels}}`)).toBe(before + 1);
    expect(await value(`toolreg_http_request_duration_seconds_count{${labels}}`)).toBe(before + 1);
    expect(
      await value('toolreg_http_errors_total{method="GET",route="/api/v1/audit/:id",code="AUDIT_EVENT_NOT_FOUND"}'),
    ).toBe(before + 1);
    expect(await metrics()).not.toContain(AN_ID);
  });

  it('counts what no route answers under one name', async () => {
    const sample = 'toolreg_http_requests_total{method="GET",route="unmatched",status="404"}';
    const before = await value(sample);
    await anybody.get('/no/such/path');
    await anybody.get('/another/one');
    expect(await value(sample)).toBe(before + 2);
  });

  it('counts logins', async () => {
    const [refused, succeeded] = ['refused', 'success'].map((it) => `toolreg_logins_total{outcome="${it}"}`) as [
      string,
      string,
    ];
    const before = [await value(refused), await value(succeeded)] as const;
    await anybody.post('/api/v1/auth/token', {
      method: 'password',
      credentials: { username: 'admin', password: 'wrong-password' },
    });
    await anybody.login();
    expect([await value(refused), await value(succeeded)]).toEqual([before[0] + 1, before[1] + 1]);
  });

  it.each([
    'process_cpu_seconds_total',
    'process_resident_memory_bytes',
    'nodejs_eventloop_lag_seconds',
    'toolreg_db_pool_connections{state="idle"}',
    'toolreg_db_pool_connections{state="used"}',
    'toolreg_db_pool_connections{state="waiting"}',
    'toolreg_db_query_duration_seconds_count{statement="audit_event-append",outcome="success"}',
  ])('shows %s', async (sample) => {
    expect((await metrics()).split('\n').filter((it) => it.startsWith(`${sample} `))).toHaveLength(1);
  });

  it('holds the metrics that the documentation lists, and no other of ours', async () => {
    const documented = readFileSync('docs/monitoring.md', 'utf8').matchAll(/^\| `(toolreg_\w+)` \|/gm);
    const shown = (await metrics()).matchAll(/^# TYPE (toolreg_\w+) /gm);
    expect([...shown].map(([, name]) => name).sort()).toEqual([...documented].map(([, name]) => name).sort());
  });

  (hasPromtool() ? it : it.skip)('satisfies promtool', async () => {
    expect(promtoolFindings(await metrics())).toBe('');
  });

  it('is another for each registry of a process', async () => {
    const other = await startTestRegistry();
    try {
      await new ApiClient(other.url).get('/only/asked/there');
      expect(String((await new ApiClient(other.url).get('/metrics')).body)).toContain(
        'route="unmatched",status="404"} 1',
      );
      expect(await metrics()).toContain('toolreg_http_requests_total');
    } finally {
      await other.close();
    }
  });
});

describe('/metrics under a token', () => {
  let registry: TestRegistry;
  let anybody: ApiClient;

  beforeAll(async () => {
    registry = await startTestRegistry({ variables: { METRICS_TOKEN: TOKEN } });
    anybody = new ApiClient(registry.url);
  });
  afterAll(() => registry.close());

  it('opens to its bearer', async () => {
    const reply = await anybody.as(TOKEN).get('/metrics');
    expect(reply.status).toBe(200);
    expect(reply.headers.get('content-type')).toBe('text/plain; version=0.0.4; charset=utf-8');
  });

  it.each([
    ['without one', undefined],
    ['with another', 'a-token-for-metrics-onlx'],
    ['with the beginning of it', TOKEN.slice(0, -1)],
    ['with more than it', `${TOKEN}x`],
  ])('stays closed %s, on the same machine too', async (_what, token) => {
    const reply = await (token === undefined ? anybody : anybody.as(token)).get('/metrics');
    expect(reply).toMatchObject({ status: 401, body: { code: 'METRICS_TOKEN_REQUIRED' } });
    expect(reply.headers.get('www-authenticate')).toContain('Bearer');
  });

  it('stays closed to an administrator', async () => {
    expect((await (await anybody.login()).get('/metrics')).status).toBe(401);
  });
});
