import { ApiClient, type ApiReply } from '../support/api-client.js';
import { startTestRegistry, type TestRegistry } from '../support/registry.js';
import { query } from '../support/test-database.js';
import { type RegisteredTool, registerTool, toolDefinition } from '../support/tools.js';

let registry: TestRegistry;
let admin: ApiClient;

beforeAll(async () => {
  registry = await startTestRegistry();
  admin = await new ApiClient(registry.url).login();
});
afterAll(() => registry.close());

type Action = 'create' | 'update' | 'delete';

const bulk = (action: Action, tools: unknown, more: object = {}, by = admin) =>
  by.post(`/api/v1/tools/bulk/${action}`, { tools, ...more });
const outcomes = ({ body }: ApiReply) =>
  (body.results as { outcome: string; problem: { code: string } | null }[]).map(
    ({ outcome, problem }) => problem?.code ?? outcome,
  );
const get = (id: string) => admin.get(`/api/v1/tools/${id}`);
const count = async () =>
  (await query<{ n: number }>(registry.databaseUrl, 'SELECT count(*)::int AS n FROM tool'))[0]?.n;

async function agentWith(permissions: string[], roles: string[] = []): Promise<{ id: string; client: ApiClient }> {
  const name = `agent-${String(Math.random()).slice(2)}`;
  const agent = { name, type: 'bot', roles, permissions, password: 'a-long-enough-password' };
  const { body } = await admin.post('/api/v1/agents', agent);
  return { id: body.id, client: await new ApiClient(registry.url).login(name, agent.password) };
}

describe('registering many tools', () => {
  it('says of each what became of it, and lets the wrong ones be wrong alone', async () => {
    const taken = await registerTool(admin);
    const [good, twice] = [toolDefinition(), toolDefinition()];
    const reply = await bulk('create', [
      good,
      { ...toolDefinition(), name: taken.name.toUpperCase() },
      twice,
      { ...twice, description: 'The second of this name.' },
      { ...toolDefinition(), name: 'not a name', tags: ['Upper'] },
      { ...toolDefinition(), type: 'unknown' },
      { ...toolDefinition(), inputSchema: { type: 'object', properties: 7 } },
      'no object',
    ]);
    expect(reply).toMatchObject({ status: 200, body: { succeeded: 2, refused: 6 } });
    expect(outcomes(reply)).toEqual([
      ...['created', 'NAME_TAKEN', 'created', 'NAME_TAKEN'],
      ...['VALIDATION_FAILED', 'UNKNOWN_KIND', 'INVALID_SCHEMA', 'VALIDATION_FAILED'],
    ]);
    const pointers = reply.body.results.map((it: { problem: { errors: { pointer: string }[] } | null }) =>
      (it.problem?.errors ?? []).map(({ pointer }) => pointer),
    );
    expect(pointers).toEqual([
      ...[[], ['/tools/1/name'], [], ['/tools/3/name']],
      ...[['/tools/4/name', '/tools/4/tags'], ['/tools/5/type'], [expect.stringMatching(/^\/tools\/6\/inputSchema/)]],
      ['/tools/7'],
    ]);
    const stored = await get(reply.body.results[0].id);
    expect(stored).toMatchObject({ status: 200, body: { name: good.name, version: '1.0.0', revision: 1 } });
    const [audited] = (await admin.get(`/api/v1/audit?subjectId=${reply.body.results[0].id}`)).body.data;
    expect(audited).toMatchObject({ action: 'tool.registered', after: { name: good.name } });
    const found = await admin.get(`/api/v1/tools/search?q=${good.name}`);
    expect(found.body.data.map((it: { id: string }) => it.id)).toContain(reply.body.results[0].id);
  });

  it('registers all or none where that is asked', async () => {
    const before = await count();
    const { name } = await registerTool(admin);
    const reply = await bulk('create', [toolDefinition(), { ...toolDefinition(), name }], { atomic: true });
    expect(reply).toMatchObject({
      status: 409,
      body: { code: 'BULK_REFUSED', errors: [{ pointer: '/tools/1/name', code: 'NAME_TAKEN' }] },
    });
    expect(await count()).toBe((before ?? 0) + 1);
    expect(outcomes(await bulk('create', [toolDefinition()], { atomic: true }))).toEqual(['created']);
  });

  it('lets each name go to exactly one of many who want all of them at once', async () => {
    const wanted = Array.from({ length: 20 }, () => toolDefinition());
    const replies = await Promise.all(
      Array.from({ length: 6 }, (_, turn) => bulk('create', turn % 2 ? wanted : wanted.toReversed())),
    );
    expect(replies.map(({ status }) => status)).toEqual(replies.map(() => 200));
    expect(replies.reduce((sum, { body }) => sum + Number(body.succeeded), 0)).toBe(20);
  });

  it('lets others have their turn while it compiles schemas', async () => {
    const member = { anyOf: [{ type: 'string' }, { type: 'object', properties: { a: { type: 'integer' } } }] };
    const properties = Object.fromEntries(Array.from({ length: 100 }, (_, index) => [`p${String(index)}`, member]));
    const tools = Array.from({ length: 30 }, () => toolDefinition({ inputSchema: { type: 'object', properties } }));
    const waits: number[] = [];
    let isDone = false;
    const reply = bulk('create', tools).finally(() => (isDone = true));
    while (!isDone) {
      const asked = performance.now();
      await admin.get('/health/live');
      waits.push(performance.now() - asked);
    }
    expect(outcomes(await reply)).toEqual(tools.map(() => 'created'));
    const all = waits.reduce((sum, it) => sum + it, 0);
    expect(Math.max(...waits)).toBeLessThan(all / 3);
  });

  it('repeats its answer under an Idempotency-Key', async () => {
    const tools = [toolDefinition()];
    const send = () => admin.post('/api/v1/tools/bulk/create', { tools }, { 'idempotency-key': 'bulk-1' });
    const first = await send();
    expect(await send()).toMatchObject({ status: 200, body: first.body });
  });

  it.each<[string, unknown, string]>([
    ['nothing', undefined, '/tools'],
    ['no list', {}, '/tools'],
    ['an empty list', [], '/tools'],
    ['too many', Array.from({ length: 201 }, () => ({})), '/tools'],
  ])('refuses %s', async (_, tools, pointer) => {
    const { status, body } = await bulk('create', tools);
    expect([status, body.errors[0].pointer]).toEqual([400, pointer]);
  });
});

describe('changing many tools', () => {
  it('judges each by its own rules', async () => {
    const [one, two, three] = [await registerTool(admin), await registerTool(admin), await registerTool(admin)];
    const reply = await bulk('update', [
      { id: one.id, description: 'Another.', revision: 1 },
      { id: two.id, description: 'Another.', revision: 7 },
      { id: three.id, name: one.name },
      { id: three.id, description: 'Twice.' },
      { id: '01953000-0000-7000-8000-000000000000', description: 'Nobody.' },
      { id: two.id.slice(1), description: 'No id.' },
    ]);
    expect(outcomes(reply)).toEqual([
      ...['updated', 'PRECONDITION_FAILED', 'NAME_TAKEN'],
      ...['REPEATED_ITEM', 'TOOL_NOT_FOUND', 'VALIDATION_FAILED'],
    ]);
    expect(reply.body.results[0]).toEqual({ index: 0, outcome: 'updated', id: one.id, revision: 2, problem: null });
    expect((await get(one.id)).body).toMatchObject({ description: 'Another.', revision: 2 });
    expect((await get(three.id)).body).toMatchObject({ name: three.name, revision: 1 });
  });

  it('changes all or none where that is asked', async () => {
    const [one, two] = [await registerTool(admin), await registerTool(admin)];
    const changes = (revision: number) => [
      { id: one.id, description: 'Another.' },
      { id: two.id, description: 'Another.', revision },
    ];
    expect(await bulk('update', changes(7), { atomic: true })).toMatchObject({ status: 409 });
    expect((await get(one.id)).body.revision).toBe(1);
    expect(outcomes(await bulk('update', changes(1), { atomic: true }))).toEqual(['updated', 'updated']);
  });
});

describe('deleting many tools', () => {
  it('deletes those that it may, at the revision that was meant', async () => {
    const [one, two] = [await registerTool(admin), await registerTool(admin)];
    const reply = await bulk('delete', [{ id: one.id }, { id: two.id, revision: 2 }]);
    expect(outcomes(reply)).toEqual(['deleted', 'PRECONDITION_FAILED']);
    expect([(await get(one.id)).status, (await get(two.id)).status]).toEqual([404, 200]);
  });
});

describe('who may not manage a tool', () => {
  it.each<[Action, object]>([
    ['update', { description: 'Mine now.' }],
    ['delete', {}],
  ])('cannot %s it in bulk, and learns of none that it may not see', async (action, change) => {
    const [own, others]: RegisteredTool[] = [await registerTool(admin), await registerTool(admin)];
    const narrow = await agentWith([`tool:manage:${own?.id}`, `tool:read:${own?.id}`]);
    const items = [own, others].map((it) => ({ id: it?.id, ...change }));
    // No policy lets it manage what it may manage by permission, and of the other it may not even know.
    expect(outcomes(await bulk(action, items, {}, narrow.client))).toEqual(['ACCESS_DENIED', 'TOOL_NOT_FOUND']);
    const nobody = await agentWith([]);
    expect((await bulk(action, items, {}, nobody.client)).status).toBe(403);
  });
});
