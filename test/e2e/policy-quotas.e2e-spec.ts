import { Clock } from '../../src/common/clock.js';
import { EndedQuotaWindows } from '../../src/policy/quotas/ended-quota-windows.js';
import { ApiClient, type ApiReply } from '../support/api-client.js';
import { ConsumingGuestsModule } from '../support/consuming-guests.js';
import { eventually } from '../support/eventually.js';
import { type HttpUpstream, startHttpUpstream } from '../support/http-upstream.js';
import { startTestRegistry, type TestRegistry } from '../support/registry.js';
import { type SecondInstance, startSecondInstance } from '../support/second-instance.js';
import { query } from '../support/test-database.js';
import { type RegisteredTool, registerTool } from '../support/tools.js';

const POLICIES = '/api/v1/policies';
const LIMIT = 5;
const CALLERS = 10 * LIMIT;

let upstream: HttpUpstream;
let first: TestRegistry;
let second: SecondInstance;
let admin: ApiClient;
let elsewhere: ApiClient;
let adminId: string;
let count = 0;

beforeAll(async () => {
  upstream = await startHttpUpstream();
  const variables = { OUTBOUND_TOOL_EXCEPTIONS: `127.0.0.1/32:${String(upstream.port)}` };
  first = await startTestRegistry({ extensions: [ConsumingGuestsModule], variables });
  second = await startSecondInstance(first, variables);
  admin = await new ApiClient(first.url).login();
  elsewhere = second.api.as(admin.token ?? '');
  adminId = (await admin.get('/api/v1/auth/me')).body.agentId;
});
afterAll(async () => {
  await second.close();
  await first.close();
  await upstream.close();
});
afterEach(() => jest.restoreAllMocks());

const newTool = () => registerTool(admin, { endpoint: upstream.url, authRequired: false });
const vend = (tool: RegisteredTool, client = admin) => client.post(`/api/v1/tools/${tool.id}/credentials`, {});
const invoke = (tool: RegisteredTool, client = admin) =>
  client.post(`/api/v1/tools/${tool.id}/invocations`, { input: {} });

/** A policy about one tool unless said otherwise, known to both instances. */
async function policy(tool: RegisteredTool, given: object): Promise<string> {
  const name = `policy ${String(++count)}`;
  const reply = await admin.post(POLICIES, { name, target: { tools: { only: [tool.id] } }, ...given });
  expect(reply).toMatchObject({ status: 201 });
  await eventually(async () =>
    expect((await judged(tool, elsewhere)).trace).toContainEqual(expect.objectContaining({ policyId: reply.body.id })),
  );
  return reply.body.id;
}

const quota = (tool: RegisteredTool, settings: object = {}, given: object = {}) =>
  policy(tool, { kind: 'quota', settings: { limit: LIMIT, per: 'day', of: 'agent_and_tool', ...settings }, ...given });

async function judged(tool: RegisteredTool, client = admin) {
  const reply = await client.post(`${POLICIES}/evaluate`, { agentId: adminId, toolId: tool.id, action: 'vend' });
  return reply.body;
}

async function usedOf(policyId: string): Promise<number> {
  const sql = 'SELECT coalesce(sum(used), 0)::int AS used FROM quota_counter WHERE policy_id = $1';
  return (await query<{ used: number }>(first.databaseUrl, sql, [policyId]))[0]?.used ?? NaN;
}

async function traceOf({ body }: ApiReply, policyId: string) {
  const { trace } = (await admin.get(`/api/v1/access-log/${body.decisionId}`)).body;
  return trace.find((it: { policyId: string }) => it.policyId === policyId);
}

/** What both instances take for the present. */
function setClock(moment: Date): void {
  for (const { app } of [first, second]) jest.spyOn(app.get(Clock), 'now').mockReturnValue(moment);
}

describe('a quota under ten times as many callers on two instances', () => {
  const race = (ask: (client: ApiClient) => Promise<ApiReply>) =>
    Promise.all(Array.from({ length: CALLERS }, (_, turn) => ask(turn % 2 === 0 ? admin : elsewhere)));

  it.each([
    ['vends', vend, 201],
    ['invocations', invoke, 200],
  ])('lets exactly so many %s pass', async (_what, use, passed) => {
    const tool = await newTool();
    const id = await quota(tool);
    const called = upstream.requests.length;
    const replies = await race((client) => use(tool, client));
    expect(replies.filter((it) => it.status === passed)).toHaveLength(LIMIT);
    const refused = replies.filter((it) => it.status !== passed);
    expect(refused.map(({ status, body }) => [status, body.reason?.code])).toEqual(
      refused.map(() => [403, 'REQUIREMENT_NOT_MET']),
    );
    expect(await usedOf(id)).toBe(LIMIT);
    expect(upstream.requests.length - called).toBe(use === invoke ? LIMIT : 0);
  });

  it('takes of two quotas from both or from neither, in whatever order they are', async () => {
    const tool = await newTool();
    const roomy = await quota(tool, { limit: 1000, of: 'tool' });
    const tight = await quota(tool, { of: 'agent' });
    const roomyToo = await quota(tool, { limit: 1000 });
    const replies = await race((client) => vend(tool, client));
    expect(replies.filter((it) => it.status === 201)).toHaveLength(LIMIT);
    expect(replies.filter((it) => it.status === 403)).toHaveLength(CALLERS - LIMIT);
    for (const id of [roomy, tight, roomyToo]) expect(await usedOf(id)).toBe(LIMIT);
  });

  it('lets pass what another policy permits, and counts it in the quotas that remain', async () => {
    const tool = await newTool();
    const remaining = await quota(tool, { limit: 1000 });
    await quota(tool, {}, { effect: 'permit' });
    const replies = await race((client) => vend(tool, client));
    expect(replies.filter((it) => it.status === 201)).toHaveLength(CALLERS);
    expect(await usedOf(remaining)).toBe(CALLERS);
  });
});

describe('a quota', () => {
  it('explains a refusal in the trace of the decision', async () => {
    const tool = await newTool();
    const id = await quota(tool, { limit: 1 });
    expect((await vend(tool)).status).toBe(201);
    const refused = await vend(tool);
    expect(refused).toMatchObject({
      status: 403,
      body: { code: 'ACCESS_DENIED', reason: { code: 'REQUIREMENT_NOT_MET' } },
    });
    expect(await traceOf(refused, id)).toMatchObject({
      outcome: 'no_match',
      reasons: [{ code: 'QUOTA_EXHAUSTED', detail: '1 of 1 used in this day, until 00:00Z.' }],
    });
  });

  it('is not touched by a dry run, a list or a shadow, and hides nothing', async () => {
    const tool = await newTool();
    const id = await quota(tool, { limit: 1 });
    const shadow = await quota(tool, { limit: 1 }, { mode: 'shadow' });
    for (let turn = 0; turn < 3; turn++) expect(await judged(tool)).toMatchObject({ allowed: true });
    expect((await admin.get('/api/v1/tools')).status).toBe(200);
    expect(await usedOf(id)).toBe(0);
    expect((await vend(tool)).status).toBe(201);
    expect(await usedOf(shadow)).toBe(0);
    expect(await judged(tool, elsewhere)).toMatchObject({ allowed: false, reason: { code: 'REQUIREMENT_NOT_MET' } });
    expect((await admin.get(`/api/v1/tools/${tool.id}`)).status).toBe(200);
  });

  it('is not touched by a vend of which nothing is granted, though that stays on record', async () => {
    const tool = await newTool();
    const id = await quota(tool, { limit: 1 });
    const nothing = { scopes: ['none:such'] };
    const refused = await admin.post(`/api/v1/tools/${tool.id}/credentials`, nothing);
    expect(refused).toMatchObject({ status: 403, body: { code: 'NO_SCOPES_GRANTED' } });
    expect(await traceOf(refused, id)).toMatchObject({ outcome: 'match' });
    const { body } = await admin.get(`/api/v1/audit?action=credential.refused&subjectId=${tool.id}`);
    expect(body.data).toMatchObject([{ decisionId: refused.body.decisionId }]);
    expect(await usedOf(id)).toBe(0);
    expect((await vend(tool)).status).toBe(201);
  });

  it('has another limit as soon as it is changed', async () => {
    const tool = await newTool();
    const id = await quota(tool, { limit: 2 });
    const statuses = async (limit: number) => {
      const settings = { limit, per: 'day', of: 'agent_and_tool' };
      expect((await admin.patch(`${POLICIES}/${id}`, { settings }, { 'if-match': '*' })).status).toBe(200);
      return (await vend(tool)).status;
    };
    expect([(await vend(tool)).status, (await vend(tool)).status]).toEqual([201, 201]);
    expect(await statuses(1)).toBe(403);
    expect(await statuses(3)).toBe(201);
    expect(await statuses(3)).toBe(403);
  });

  it('begins anew with each window, and does not end what was granted in the one before', async () => {
    const tool = await newTool();
    await quota(tool, { limit: 1, per: 'minute' });
    const minute = Math.floor(Date.now() / 60_000) * 60_000;
    setClock(new Date(minute + 59_999));
    const { body } = await vend(tool);
    expect((await vend(tool, elsewhere)).status).toBe(403);
    setClock(new Date(minute + 60_000));
    expect(Date.parse(body.expiresAt)).toBeGreaterThan(minute + 120_000);
    expect((await vend(tool, elsewhere)).status).toBe(201);
    expect((await vend(tool)).status).toBe(403);
  });

  it('keeps what it counts for an hour past its window, and no longer', async () => {
    const tool = await newTool();
    const id = await quota(tool, { per: 'minute' });
    await vend(tool);
    const pruneAfter = async (minutes: number) => {
      const later = new Date(Date.now() + minutes * 60_000);
      jest.spyOn(first.app.get(Clock), 'now').mockReturnValueOnce(later);
      await first.app.get(EndedQuotaWindows, { strict: false }).prune();
      return usedOf(id);
    };
    expect([await pruneAfter(0), await pruneAfter(58), await pruneAfter(62)]).toEqual([1, 1, 0]);
  });

  it('takes its counters along when it is deleted', async () => {
    const tool = await newTool();
    const id = await quota(tool);
    await vend(tool);
    expect(await usedOf(id)).toBe(1);
    expect((await admin.delete(`${POLICIES}/${id}`, { 'if-match': '*' })).status).toBe(204);
    expect(await usedOf(id)).toBe(0);
  });

  it.each([{ limit: 0 }, { limit: 1e9 + 1 }, { per: 'week' }, { of: 'role' }])('cannot be set to %j', async (wrong) => {
    const settings = { limit: 1, per: 'day', of: 'agent', ...wrong };
    const { status, body } = await admin.post(POLICIES, { name: 'Wrong', kind: 'quota', settings });
    expect(status).toBe(400);
    expect(body.errors).toEqual([expect.objectContaining({ pointer: `/settings/${Object.keys(wrong)[0] ?? ''}` })]);
  });
});

describe("a guest's kind that uses something up", () => {
  it.each([
    ['throwing_consumer', 'INDETERMINATE', 'CONSUMPTION_FAILED'],
    ['nonsense_consumer', 'INDETERMINATE', 'VERDICT_INVALID'],
    ['empty_consumer', 'REQUIREMENT_NOT_MET', 'NONE_LEFT'],
  ])('and cannot denies, and gives back what others used up: %s', async (kind, reason, code) => {
    const tool = await newTool();
    const counted = await quota(tool);
    const { body } = await admin.post(POLICIES, {
      name: kind,
      kind,
      settings: {},
      target: { tools: { only: [tool.id] }, actions: { only: ['vend'] } },
    });
    expect(await judged(tool)).toMatchObject({ allowed: true });
    const refused = await vend(tool);
    expect(refused).toMatchObject({ status: 403, body: { reason: { code: reason } } });
    expect(await traceOf(refused, body.id)).toMatchObject({ kind, reasons: [{ code }] });
    expect(await usedOf(counted)).toBe(0);
  });
});
