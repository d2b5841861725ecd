import { ApiClient } from '../support/api-client.js';
import { startTestRegistry, type TestRegistry } from '../support/registry.js';
import { registerTool, type RegisteredTool } from '../support/tools.js';

const PASSWORD = 'a-long-enough-password';
const SUNSET = '2099-12-31T23:59:59.000Z';

let registry: TestRegistry;
let admin: ApiClient;
let agent: ApiClient;
let old: RegisteredTool;
let next: RegisteredTool;
let hidden: RegisteredTool;

const deprecate = (tool: RegisteredTool, given: object) =>
  admin.post(
    `/api/v1/tools/${tool.id}/transitions`,
    { transition: 'deprecate', reason: 'There is a better one.', ...given },
    { 'if-match': '*' },
  );
const said = (headers: Headers) => ['deprecation', 'sunset', 'link'].map((it) => headers.get(it));

beforeAll(async () => {
  registry = await startTestRegistry();
  admin = await new ApiClient(registry.url).login();
  next = await registerTool(admin);
  hidden = await registerTool(admin, { tags: ['hidden'] });
  old = await registerTool(admin);
  const hiding = { name: 'Hidden', kind: 'role_based', effect: 'deny', settings: { roles: ['user'] } };
  const target = { tags: { only: ['hidden'] } };
  expect(await admin.post('/api/v1/policies', { ...hiding, target })).toMatchObject({ status: 201 });
  const using = { name: 'Used', kind: 'role_based', effect: 'permit', settings: { roles: ['user'] } };
  expect(await admin.post('/api/v1/policies', using)).toMatchObject({ status: 201 });
  await admin.post('/api/v1/agents', { name: 'asker', type: 'bot', password: PASSWORD, roles: ['user'] });
  agent = await new ApiClient(registry.url).login('asker', PASSWORD);
  expect(await deprecate(old, { sunsetAt: SUNSET, successorId: next.id })).toMatchObject({ status: 200 });
});
afterAll(() => registry.close());

describe('a deprecated tool', () => {
  it.each<[string, () => ReturnType<ApiClient['get']>]>([
    ['got by id', () => agent.get(`/api/v1/tools/${old.id}`)],
    ['exported', () => agent.get(`/api/v1/tools/${old.id}?format=mcp`)],
    ['vended for', () => agent.post(`/api/v1/tools/${old.id}/credentials`, {})],
    ['asked for its versions', () => agent.get(`/api/v1/tools/${old.id}/versions`)],
  ])('says so when it is %s', async (_, ask) => {
    const { status, headers } = await ask();
    expect(status).toBeLessThan(300);
    const { deprecatedAt } = (await admin.get(`/api/v1/tools/${old.id}`)).body;
    expect(said(headers)).toEqual([
      `@${String(Math.floor(Date.parse(deprecatedAt) / 1000))}`,
      'Thu, 31 Dec 2099 23:59:59 GMT',
      `</api/v1/tools/${next.id}>; rel="successor-version"`,
    ]);
  });

  it('says so when an invocation fails', async () => {
    const tool = await registerTool(admin, { authRequired: false, endpoint: 'http://127.0.0.1:9' });
    expect(await deprecate(tool, {})).toMatchObject({ status: 200 });
    const { status, headers } = await admin.post(`/api/v1/tools/${tool.id}/invocations`, { input: {} });
    expect([status, headers.get('deprecation')]).toEqual([503, expect.stringMatching(/^@\d+$/)]);
  });

  it('does not say so in the reply about a tool that it succeeds', async () => {
    const { status, headers } = await deprecate(await registerTool(admin), { successorId: old.id });
    expect([status, said(headers)]).toEqual([200, [null, null, null]]);
  });

  it('shows why, since when, until when and what to use', async () => {
    expect((await agent.get(`/api/v1/tools/${old.id}`)).body).toMatchObject({
      status: 'deprecated',
      statusReason: 'There is a better one.',
      deprecatedAt: expect.any(String),
      sunsetAt: SUNSET,
      successorId: next.id,
    });
  });

  it.each<[string, () => string]>([
    ['lists', () => `/api/v1/tools?name=${old.name}`],
    ['lists that ask for it', () => '/api/v1/tools?status=deprecated&fields=id,deprecatedAt,sunsetAt'],
    ['searches', () => `/api/v1/tools/search?q=${old.name}`],
  ])('shows since when and until when in %s, and names no successor there', async (_, path) => {
    const { deprecatedAt } = (await agent.get(`/api/v1/tools/${old.id}`)).body;
    const { data } = (await agent.get(path())).body;
    const shown = data.find(({ id }: RegisteredTool) => id === old.id);
    expect(shown).toMatchObject({ deprecatedAt, sunsetAt: SUNSET });
    expect(shown).not.toHaveProperty('successorId');
  });

  it('names no successor that the caller may not discover', async () => {
    const tool = await registerTool(admin);
    expect(await deprecate(tool, { successorId: hidden.id })).toMatchObject({ status: 200 });
    const path = `/api/v1/tools/${tool.id}`;
    const [seen, known] = [await agent.get(path), await admin.get(path)];
    expect([seen.body.successorId, said(seen.headers)]).toEqual([null, [expect.stringMatching(/^@\d+$/), null, null]]);
    expect([known.body.successorId, known.headers.get('link')]).toEqual([
      hidden.id,
      expect.stringContaining(hidden.id),
    ]);
  });

  it('names no such successor to who changes or retires it either', async () => {
    const managing = { name: 'Managed', kind: 'role_based', effect: 'permit', settings: { roles: ['user'] } };
    expect(await admin.post('/api/v1/policies', managing)).toMatchObject({ status: 201 });
    const given = { name: 'manager', type: 'bot', password: PASSWORD, roles: ['user'], permissions: ['tool:manage'] };
    expect(await admin.post('/api/v1/agents', given)).toMatchObject({ status: 201 });
    const manager = await new ApiClient(registry.url).login('manager', PASSWORD);
    const tool = await registerTool(admin);
    expect(await deprecate(tool, { successorId: hidden.id })).toMatchObject({ status: 200 });
    const path = `/api/v1/tools/${tool.id}`;
    const retiring = { transition: 'retire', reason: 'Nobody uses it.' };
    const replies = [
      await manager.patch(path, { title: 'Another' }, { 'if-match': '*' }),
      await manager.post(`${path}/transitions`, retiring, { 'if-match': '*' }),
      await manager.get(path),
    ];
    expect(replies.map(({ status, body }) => [status, body.successorId])).toEqual(Array(3).fill([200, null]));
    expect((await admin.get(path)).body.successorId).toBe(hidden.id);
  });

  it('keeps the link to the next page beside the one to its successor', async () => {
    for (const version of ['1.0.1', '1.0.2']) {
      const published = await admin.post(`/api/v1/tools/${old.id}/versions`, { version }, { 'if-match': '*' });
      expect(published.status).toBe(201);
    }
    const link = (await agent.get(`/api/v1/tools/${old.id}/versions?limit=1`)).headers.get('link') ?? '';
    expect(link).toMatch(/rel="next".*rel="successor-version"/);
  });
});

it('a tool that is in use says nothing of the kind', async () => {
  const { headers, body } = await agent.get(`/api/v1/tools/${next.id}`);
  expect(said(headers)).toEqual([null, null, null]);
  expect(body).toMatchObject({ statusReason: null, deprecatedAt: null, sunsetAt: null, successorId: null });
});
