import { randomUUID } from 'node:crypto';
import { ApiClient } from '../support/api-client.js';
import { startTestRegistry, type TestRegistry } from '../support/registry.js';
import { registerTool } from '../support/tools.js';

const ANY = { 'if-match': '*' };
const TRANSITIONS = ['submit', 'reject', 'activate', 'deprecate', 'retire', 'quarantine', 'release'] as const;
type Transition = (typeof TRANSITIONS)[number];

let registry: TestRegistry;
let admin: ApiClient;
let user: ApiClient;

beforeAll(async () => {
  registry = await startTestRegistry();
  admin = await new ApiClient(registry.url).login();
  const name = `agent_${randomUUID()}`;
  const password = 'a-long-enough-password';
  await admin.post('/api/v1/agents', { name, type: 'bot', password, roles: ['user'] });
  user = await new ApiClient(registry.url).login(name, password);
});
afterAll(() => registry.close());

const take = (id: string, transition: Transition, given: object = {}, headers: Record<string, string> = ANY) =>
  admin.post(`/api/v1/tools/${id}/transitions`, { transition, reason: 'Because.', ...given }, headers);
const vend = (id: string, client = admin) => client.post(`/api/v1/tools/${id}/credentials`, {});

/** The way from a new tool to each status. */
const WAYS: Readonly<Record<string, readonly Transition[]>> = {
  draft: ['quarantine', 'release', 'reject'],
  in_review: ['quarantine', 'release'],
  active: [],
  deprecated: ['deprecate'],
  retired: ['retire'],
  quarantined: ['quarantine'],
};

async function toolThatIs(status: string, given: object = {}): Promise<string> {
  const { id } = await registerTool(admin, given);
  for (const step of WAYS[status] ?? []) expect((await take(id, step)).status).toBe(200);
  expect((await admin.get(`/api/v1/tools/${id}`)).body.status).toBe(status);
  return id;
}

/** What each step makes of a tool of each status; every other is refused. */
const POSSIBLE: Readonly<Record<string, Partial<Record<Transition, string>>>> = {
  draft: { submit: 'in_review', activate: 'active', quarantine: 'quarantined' },
  in_review: { reject: 'draft', activate: 'active', quarantine: 'quarantined' },
  active: { deprecate: 'deprecated', retire: 'retired', quarantine: 'quarantined' },
  deprecated: { activate: 'active', retire: 'retired', quarantine: 'quarantined' },
  retired: { quarantine: 'quarantined' },
  quarantined: { retire: 'retired', release: 'in_review' },
};

describe.each(Object.keys(POSSIBLE))('a tool that is %s', (status) => {
  it.each(TRANSITIONS)('can or cannot: %s', async (transition) => {
    const id = await toolThatIs(status);
    const { revision } = (await admin.get(`/api/v1/tools/${id}`)).body;
    const { status: code, body } = await take(id, transition);
    const expected = POSSIBLE[status]?.[transition];
    if (expected !== undefined) {
      expect([code, body]).toMatchObject([200, { status: expected, revision: revision + 1 }]);
      return;
    }
    expect([code, body]).toMatchObject([409, { code: 'TRANSITION_NOT_POSSIBLE' }]);
    expect(body.detail).toContain(Object.keys(POSSIBLE[status] ?? {}).at(-1));
    expect((await admin.get(`/api/v1/tools/${id}`)).body).toMatchObject({ status, revision });
  });

  it('is used and seen as its status says', async () => {
    const tag = `tag_${randomUUID()}`;
    const id = await toolThatIs(status, { tags: [tag], authRequired: false });
    const inUse = ['active', 'deprecated'].includes(status);
    const seen = async (client: ApiClient) => [
      (await client.get(`/api/v1/tools/${id}`)).status === 200,
      (await client.get(`/api/v1/tools?tag=${tag}`)).body.data.length === 1,
      (await client.get(`/api/v1/tools/search?q=${tag}&limit=50`)).body.data.some((it: { id: string }) => it.id === id),
    ];
    expect(await seen(admin)).toEqual([true, true, true]);
    expect(await seen(user)).toEqual([inUse, inUse, inUse]);
    const [vended, asUser] = [await vend(id), await vend(id, user)];
    expect(vended).toMatchObject(inUse ? { status: 201 } : { status: 409, body: { code: 'TOOL_NOT_ACTIVE' } });
    expect(asUser.status === 404).toBe(!inUse);
    const invoked = await admin.post(`/api/v1/tools/${id}/invocations`, { input: {} });
    expect(invoked.body.code === 'TOOL_NOT_ACTIVE').toBe(!inUse);
  });

  it.each(['invoke', 'vend'])('is said to be as usable as it is to who asks about: %s', async (action) => {
    const id = await toolThatIs(status);
    const { agentId } = (await admin.get('/api/v1/auth/me')).body;
    const inUse = ['active', 'deprecated'].includes(status);
    const code = inUse ? 'PERMITTED' : 'TOOL_NOT_IN_USE';
    const question = {
      subject: { type: 'agent', id: agentId },
      action: { name: action },
      resource: { type: 'tool', id },
    };
    expect((await admin.post('/access/v1/evaluation', question)).body).toMatchObject({
      decision: inUse,
      context: { reason_code: code },
    });
    const evaluated = await admin.post('/api/v1/policies/evaluate', { agentId, toolId: id, action });
    expect(evaluated.body).toMatchObject({ allowed: inUse, reason: { code } });
    const byTool = (await admin.get(`/api/v1/tools/${id}/access?action=${action}&limit=100`)).body.data;
    expect(byTool.find((it: { agentId: string }) => it.agentId === agentId).access).toMatchObject([
      { action, allowed: inUse, policy: { reason: { code } } },
    ]);
  });
});

describe('a step', () => {
  it('needs the revision it was meant for', async () => {
    const id = await toolThatIs('active');
    expect((await take(id, 'retire', {}, {})).status).toBe(428);
    expect((await take(id, 'retire', {}, { 'if-match': '"7"' })).status).toBe(412);
    expect((await take(id, 'retire', {}, { 'if-match': '"1"' })).status).toBe(200);
  });

  it('is on record with its reason', async () => {
    const id = await toolThatIs('quarantined');
    const { data } = (await admin.get(`/api/v1/audit?subjectId=${id}&action=tool.quarantined`)).body;
    expect(data).toMatchObject([
      { reason: 'Because.', before: { status: 'active' }, after: { status: 'quarantined' } },
    ]);
  });

  it.each([
    ['retire', { sunsetAt: '2999-01-01T00:00:00Z' }, '/sunsetAt'],
    ['deprecate', { sunsetAt: '2001-01-01T00:00:00Z' }, '/sunsetAt'],
    ['deprecate', { successorId: randomUUID() }, '/successorId'],
  ] as const)('to %s refuses %j', async (transition, given, pointer) => {
    const id = await toolThatIs('active');
    const { status, body } = await take(id, transition, given);
    expect([status, body]).toMatchObject([400, { code: 'INVALID_DEPRECATION', errors: [{ pointer }] }]);
  });

  it.each(['retire', 'quarantine'] as const)(
    'to %s ends the credentials, also those vended meanwhile',
    async (step) => {
      const id = await toolThatIs('active');
      const before = await vend(id);
      const [, ...vends] = await Promise.all([take(id, step), ...Array.from({ length: 12 }, () => vend(id))]);
      const tokens = [before, ...vends].filter(({ status }) => status === 201).map(({ body }) => body.id);
      for (const credential of tokens) {
        expect((await admin.get(`/api/v1/credentials/${credential}`)).body.status).toBe('revoked');
      }
      expect(tokens.length).toBeGreaterThan(0);
    },
  );
});
