import { Client } from 'pg';

import { ApiClient } from '../support/api-client.js';
import { startTestRegistry, type TestRegistry } from '../support/registry.js';

const POLICY = { kind: 'role_based', effect: 'permit', settings: { roles: ['nobody'] } };

describe('the audit', () => {
  let registry: TestRegistry;
  let admin: ApiClient;
  let database: Client;

  const createPolicy = (name: string) => admin.post('/api/v1/policies', { ...POLICY, name });
  const find = async (query: string) => (await admin.get(`/api/v1/audit?${query}`)).body.data;

  beforeAll(async () => {
    registry = await startTestRegistry();
    admin = await new ApiClient(registry.url).login();
    database = new Client({ connectionString: registry.databaseUrl });
    await database.connect();
  });
  afterAll(async () => {
    await database.end();
    await registry.close();
  });

  it('tells who changed what, from where, by which request, and how it is after', async () => {
    const me = await admin.get('/api/v1/auth/me');
    const created = await admin.post(
      '/api/v1/policies',
      { ...POLICY, name: 'Audited' },
      { 'x-request-id': 'req-audited' },
    );
    const [event] = await find(`subjectId=${created.body.id}`);
    expect(event).toMatchObject({
      action: 'policy.created',
      outcome: 'success',
      actorId: me.body.agentId ?? me.body.id,
      subject: { type: 'policy', id: created.body.id },
      address: '127.0.0.1',
      requestId: 'req-audited',
      before: null,
      after: { name: 'Audited' },
    });
    expect((await admin.get(`/api/v1/audit/${event.id}`)).body).toEqual(event);
  });

  it('holds logins, refused ones too, without what was presented', async () => {
    const credentials = { username: 'admin', password: 'a-wrong-password-typed' };
    expect((await admin.post('/api/v1/auth/token', { method: 'password', credentials })).status).toBe(401);
    const [refused] = await find('action=login.refused');
    expect(refused).toMatchObject({ outcome: 'refused', address: '127.0.0.1' });
    expect(await find('action=login.succeeded')).not.toHaveLength(0);
    expect(JSON.stringify(await find('limit=100'))).not.toContain(credentials.password);
  });

  it('holds what the first start made', async () => {
    expect(await find('action=agent.created')).toEqual([expect.objectContaining({ actorId: null, address: null })]);
  });

  it('refuses the change that it cannot record', async () => {
    await database.query('ALTER TABLE audit_event RENAME TO audit_event_away');
    try {
      expect((await createPolicy('Unrecorded')).status).toBeGreaterThanOrEqual(500);
    } finally {
      await database.query('ALTER TABLE audit_event_away RENAME TO audit_event');
    }
    const names = (await admin.get('/api/v1/policies?limit=100')).body.data.map((it: { name: string }) => it.name);
    expect(names).not.toContain('Unrecorded');
    expect((await createPolicy('Unrecorded')).status).toBe(201);
  });

  it.each([
    'UPDATE audit_event SET outcome = outcome',
    'DELETE FROM audit_event',
    'DELETE FROM audit_event WHERE false',
    'TRUNCATE audit_event',
    "SET session_replication_role = 'replica'; DELETE FROM audit_event",
  ])('is append-only: %s', async (statement) => {
    const count = async () => Number((await database.query('SELECT count(*) FROM audit_event')).rows[0].count);
    const before = await count();
    await expect(database.query(statement)).rejects.toThrow('audit_event is append-only');
    expect(await count()).toBe(before);
  });

  it('is read page by page, the newest first, each event once', async () => {
    for (let index = 0; index < 7; index += 1) await createPolicy(`Paged ${index}`);
    const seen: string[] = [];
    let path = '/api/v1/audit?action=policy.created&limit=2';
    for (let pages = 0; pages < 50 && path !== ''; pages += 1) {
      const { data, page } = (await admin.get(path)).body;
      seen.push(...data.map((it: { id: string }) => it.id));
      path = page.hasMore ? `/api/v1/audit?limit=2&cursor=${page.nextCursor}` : '';
    }
    const all = await find('action=policy.created&limit=100');
    expect(seen).toEqual(all.map((it: { id: string }) => it.id));
    expect(all.slice(0, 7).map((it: { after: { name: string } }) => it.after.name)).toEqual(
      [6, 5, 4, 3, 2, 1, 0].map((it) => `Paged ${it}`),
    );
  });

  it('is filtered', async () => {
    const created = await createPolicy('Filtered');
    const [{ at, actorId }] = await find(`subjectId=${created.body.id}`);
    const next = new Date(Date.parse(at) + 1).toISOString();
    const count = async (filter: string) => (await find(`subjectId=${created.body.id}&${filter}`)).length;
    const matching = [
      'subjectType=policy',
      'outcome=success',
      `actorId=${actorId}`,
      'action=policy.created',
      `from=${at}`,
      `to=${next}`,
    ];
    const others = [
      'subjectType=tool',
      'outcome=refused',
      `actorId=${created.body.id}`,
      'action=policy.deleted',
      `from=${next}`,
      `to=${at}`,
    ];
    expect(await Promise.all(matching.map(count))).toEqual([1, 1, 1, 1, 1, 1]);
    expect(await Promise.all(others.map(count))).toEqual([0, 0, 0, 0, 0, 0]);
  });

  it.each(['from=yesterday', 'outcome=maybe', 'actorId=me', 'color=red', 'cursor=abc', 'limit=0'])(
    'refuses ?%s',
    async (query) => {
      expect((await admin.get(`/api/v1/audit?${query}`)).status).toBe(400);
    },
  );

  it('answers 404 for an event that there is not', async () => {
    const reply = await admin.get('/api/v1/audit/01980d5c-6d1e-7b3a-9c57-2f1d8a3b4c5d');
    expect(reply).toMatchObject({ status: 404, body: { code: 'AUDIT_EVENT_NOT_FOUND' } });
  });

  it('is shown to nobody unauthenticated', async () => {
    expect((await new ApiClient(registry.url).get('/api/v1/audit')).status).toBe(401);
  });
});
