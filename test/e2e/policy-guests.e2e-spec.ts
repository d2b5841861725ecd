import { StatementTimings } from '../../src/database/index.js';
import { PolicyTypes } from '../../src/policy/index.js';
import { ApiClient } from '../support/api-client.js';
import {
  AgreeablePolicy,
  FleetingPolicyModule,
  GuestPoliciesModule,
  RivalPoliciesModule,
} from '../support/policy-guests.js';
import { startTestRegistry, type TestRegistry } from '../support/registry.js';
import { createDatabase, type TestDatabase } from '../support/test-database.js';

const PATH = '/api/v1/policies';

interface Asked {
  readonly agentId: string;
  readonly toolId: string;
}

async function prepare(registry: TestRegistry): Promise<{ admin: ApiClient; asked: Asked }> {
  const admin = await new ApiClient(registry.url).login();
  const me = await admin.get('/api/v1/auth/me');
  const tool = await admin.post('/api/v1/tools', {
    name: 'weather',
    description: 'Tells the weather.',
    type: 'http',
    endpoint: 'https://weather.example.com',
    settings: { method: 'GET' },
  });
  expect(tool).toMatchObject({ status: 201 });
  return { admin, asked: { agentId: me.body.agentId, toolId: tool.body.id } };
}

const ask = (admin: ApiClient, asked: Asked) => admin.post(`${PATH}/evaluate`, { ...asked, action: 'describe' });

describe('policy kinds of guests', () => {
  let registry: TestRegistry;
  let admin: ApiClient;
  let asked: Asked;

  beforeAll(async () => {
    registry = await startTestRegistry({ extensions: [GuestPoliciesModule] });
    ({ admin, asked } = await prepare(registry));
  });
  afterAll(() => registry.close());

  it('are listed and decide like our own', async () => {
    const { body } = await admin.get('/api/v1/policy-types');
    expect(body.data).toContainEqual(
      expect.objectContaining({ kind: 'agreeable', installed: true, defaultEffect: 'require' }),
    );
    const { status } = await admin.post(PATH, { name: 'Agreeable', kind: 'agreeable', settings: {} });
    expect(status).toBe(201);
    const judged = await ask(admin, asked);
    expect(judged.body.allowed).toBe(true);
    expect(judged.body.trace).toContainEqual(expect.objectContaining({ kind: 'agreeable', outcome: 'match' }));
  });

  it.each([
    ['throwing', 'EVALUATION_FAILED'],
    ['nonsense', 'VERDICT_INVALID'],
    ['endless', 'TIMED_OUT'],
  ])('deny where they fail: %s', async (kind, code) => {
    const { body } = await admin.post(PATH, {
      name: kind,
      kind,
      settings: {},
      target: { tools: { only: [asked.toolId] } },
    });
    const judged = await ask(admin, asked);
    expect(judged.body).toMatchObject({ allowed: false, reason: { code: 'INDETERMINATE' } });
    expect(judged.body.trace).toContainEqual(
      expect.objectContaining({ kind, outcome: 'indeterminate', reasons: [expect.objectContaining({ code })] }),
    );
    expect((await admin.get(`/api/v1/tools/${asked.toolId}`)).status).toBe(404);
    expect((await admin.get('/api/v1/tools')).body.data).toEqual([]);
    await admin.delete(`${PATH}/${body.id}`, { 'if-match': '*' });
    expect((await admin.get('/api/v1/tools')).body.data).toHaveLength(1);
  });
});

describe('a policy kind that is gone', () => {
  let database: TestDatabase;
  let registry: TestRegistry;

  beforeAll(async () => {
    database = await createDatabase();
    const before = await startTestRegistry({
      extensions: [GuestPoliciesModule],
      variables: { DATABASE_URL: database.url },
    });
    const { admin } = await prepare(before);
    await admin.post(PATH, { name: 'Agreeable', kind: 'agreeable', settings: {} });
    await before.close();
    registry = await startTestRegistry({ variables: { DATABASE_URL: database.url } });
  });
  afterAll(async () => {
    await registry.close();
    await database.drop();
  });

  it('leaves its policies listed, denies where they apply, and can be switched off', async () => {
    const admin = await new ApiClient(registry.url).login();
    const { body } = await admin.get(PATH);
    const orphan = body.data.find((it: { kind: string }) => it.kind === 'agreeable');
    expect(orphan).toMatchObject({ name: 'Agreeable', installed: false });
    expect((await admin.get('/api/v1/policy-types')).body.data[0]).toEqual({
      kind: 'agreeable',
      installed: false,
      description: null,
      dependsOn: null,
      defaultEffect: null,
      settingsSchema: null,
    });
    expect(await admin.get('/api/v1/tools')).toMatchObject({ status: 200, body: { data: [] } });

    const changed = await admin.patch(`${PATH}/${orphan.id}`, { settings: {} }, { 'if-match': '*' });
    expect(changed).toMatchObject({ status: 400, body: { code: 'UNKNOWN_KIND' } });
    expect((await admin.patch(`${PATH}/${orphan.id}`, { mode: 'disabled' }, { 'if-match': '*' })).status).toBe(200);
    expect((await admin.get('/api/v1/tools')).body.data).toHaveLength(1);
  });
});

describe('registering by hand', () => {
  it('works before the registry listens, and no later', async () => {
    const registry = await startTestRegistry({
      beforeListening: (app) => {
        app.get(PolicyTypes).register(new AgreeablePolicy());
      },
    });
    const { admin, asked } = await prepare(registry);
    expect((await admin.post(PATH, { name: 'Agreeable', kind: 'agreeable', settings: {} })).status).toBe(201);
    expect((await ask(admin, asked)).body.trace).toContainEqual(expect.objectContaining({ kind: 'agreeable' }));
    expect(() => {
      registry.app.get(PolicyTypes).register(new AgreeablePolicy());
    }).toThrow('after the application started');
    await registry.close();
  });
});

describe('the boot', () => {
  it.each([
    [
      'two owners of one kind',
      RivalPoliciesModule,
      'POLICY_TYPE: "agreeable" is claimed by both AgreeablePolicy and RivalPolicy',
    ],
    [
      'a kind made for each request',
      FleetingPolicyModule,
      'POLICY_TYPE: FleetingPolicy must be a singleton, not request-scoped',
    ],
  ])('stops at %s', async (_case, module, message) => {
    await expect(startTestRegistry({ extensions: [module] })).rejects.toThrow(message);
  });
});

describe('the cost of deciding', () => {
  it('includes no query for policies', async () => {
    const registry = await startTestRegistry();
    const { admin, asked } = await prepare(registry);
    await ask(admin, asked);
    const statements: string[] = [];
    registry.app.get(StatementTimings).subscribe(({ statement }) => statements.push(statement));
    for (let turn = 0; turn < 5; turn++) expect((await ask(admin, asked)).status).toBe(200);
    expect((await admin.get('/api/v1/tools')).status).toBe(200);
    expect(statements.filter((it) => it.includes('policy'))).toEqual([]);
    expect(statements).not.toEqual([]);
    await registry.close();
  });
});
