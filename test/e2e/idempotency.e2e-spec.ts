import { randomUUID } from 'node:crypto';
import { Client } from 'pg';
import { Clock } from '../../src/common/clock.js';
import type { ApiClient } from '../support/api-client.js';
import { ApiClient as Api } from '../support/api-client.js';
import { ProbeModule } from '../support/probe.module.js';
import { startTestRegistry, type TestRegistry } from '../support/registry.js';

const EXECUTIONS = '/api/v1/probe/executions';

describe('Idempotency-Key', () => {
  let registry: TestRegistry;
  let admin: ApiClient;

  beforeAll(async () => {
    registry = await startTestRegistry({ extensions: [ProbeModule], variables: { OUTBOUND_TIMEOUT_MS: '10000' } });
    admin = await new Api(registry.url).login();
  });
  afterAll(() => registry.close());
  afterEach(() => jest.restoreAllMocks());

  const execute = (key: string, name = 'a', client = admin) =>
    client.post(EXECUTIONS, { name }, { 'idempotency-key': key });

  it('executes once and answers as often as it is asked, without the secret', async () => {
    const key = randomUUID();
    const first = await execute(key);
    expect([first.status, first.body.token, first.headers.get('idempotency-replayed')]).toEqual([
      201,
      'shown-once',
      null,
    ]);
    const second = await execute(key);
    expect([second.status, second.headers.get('idempotency-replayed')]).toEqual([201, 'true']);
    expect(second.body).toEqual({ count: first.body.count, name: 'a', secretOmitted: true });
  });

  it('executes each request without a key', async () => {
    const counts = [await admin.post(EXECUTIONS, { name: 'a' }), await admin.post(EXECUTIONS, { name: 'a' })].map(
      (it) => it.body.count,
    );
    expect(counts[1]).toBe(counts[0] + 1);
  });

  it('executes once when twenty ask at once', async () => {
    const key = randomUUID();
    const before = (await execute(randomUUID())).body.count;
    const replies = await Promise.all(Array.from({ length: 20 }, () => execute(key)));
    const done = replies.filter((it) => it.status === 201);
    expect(new Set(done.map((it) => it.body.count))).toEqual(new Set([before + 1]));
    expect(done.filter((it) => it.headers.get('idempotency-replayed') === null)).toHaveLength(1);
    expect(replies.filter((it) => it.status !== 201).map((it) => it.body.code)).toEqual(
      Array.from({ length: 20 - done.length }, () => 'REQUEST_IN_PROGRESS'),
    );
    expect((await execute(randomUUID())).body.count).toBe(before + 2);
  });

  it('refuses the key with another request', async () => {
    const key = randomUUID();
    await execute(key, 'a');
    const reply = await execute(key, 'b');
    expect([reply.status, reply.body.code]).toEqual([422, 'IDEMPOTENCY_KEY_REUSED']);
  });

  it('gives the key back when the request is refused', async () => {
    const key = randomUUID();
    expect((await admin.post(EXECUTIONS, {}, { 'idempotency-key': key })).status).toBe(400);
    expect((await execute(key)).status).toBe(201);
  });

  it.each(['', 'x'.repeat(256), 'ü'])('refuses %j as a key', async (key) => {
    const { status, body } = await execute(key);
    expect([status, body.errors[0].pointer]).toEqual([400, 'Idempotency-Key']);
  });

  it('forgets a reply when its time is over', async () => {
    const key = randomUUID();
    const first = await execute(key);
    later(86_401_000);
    expect((await execute(key, 'a', await fresh())).body.count).toBeGreaterThan(first.body.count);
  });

  it('takes an execution that died over once it must have ended', async () => {
    const key = randomUUID();
    await execute(key);
    await sql(`UPDATE idempotency_record SET status = NULL, sealed_reply = NULL WHERE key = '${key}'`);
    expect((await execute(key)).body.code).toBe('REQUEST_IN_PROGRESS');
    later(71_000);
    expect((await execute(key)).status).toBe(201);
  });

  it('stores no reply in clear', async () => {
    const key = randomUUID();
    await execute(key, 'readable');
    const [row] = await sql(`SELECT sealed_reply FROM idempotency_record WHERE key = '${key}'`);
    expect((row?.['sealed_reply'] as Buffer).toString('latin1')).not.toContain('readable');
  });

  function later(milliseconds: number): void {
    jest.spyOn(registry.app.get(Clock), 'now').mockImplementation(() => new Date(Date.now() + milliseconds));
  }

  function fresh(): Promise<ApiClient> {
    return new Api(registry.url).login();
  }

  async function sql(statement: string): Promise<Record<string, unknown>[]> {
    const client = new Client({ connectionString: registry.databaseUrl });
    await client.connect();
    try {
      return (await client.query(statement)).rows as Record<string, unknown>[];
    } finally {
      await client.end();
    }
  }
});
