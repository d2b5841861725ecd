import { randomUUID } from 'node:crypto';
import { CredentialStory, type TestAgent, type TestTool } from '../support/credential-story.js';
import { query } from '../support/test-database.js';

const PATH = '/api/v1/policies';

let story: CredentialStory;
let tool: TestTool;
let agent: TestAgent;
let count = 0;

beforeAll(async () => {
  story = await CredentialStory.begin();
});
afterAll(() => story.end());

beforeEach(async () => {
  tool = await story.tool({ tags: ['stock'] });
  agent = await story.agent();
});

async function add(given: object) {
  const policy = {
    name: `Rule ${String(++count)}`,
    kind: 'role_based',
    settings: { roles: 'any' },
    effect: 'permit',
    ...given,
  };
  const { status, body } = await story.admin.post(PATH, { target: { tools: { only: [tool.id] } }, ...policy });
  expect({ status, body }).toMatchObject({ status: 201 });
  return body as { id: string; name: string };
}

function evaluate(given: object = {}) {
  return story.admin.post(`${PATH}/evaluate`, { agentId: agent.id, toolId: tool.id, action: 'vend', ...given });
}

const always = { zone: 'UTC', weekdays: [1, 2, 3, 4, 5, 6, 7], windows: [{ from: '00:00', to: '24:00' }] };
const mondays = { zone: 'UTC', weekdays: [1], windows: [{ from: '09:00', to: '17:00' }] };
const MONDAY_NOON = '2026-03-02T12:00:00Z';
const SUNDAY_NOON = '2026-03-01T12:00:00Z';

describe('deciding', () => {
  it('denies what nothing permits, and records the decision it tells', async () => {
    const { status, body } = await story.vend(agent, tool);
    expect(status).toBe(403);
    expect(body).toMatchObject({
      code: 'ACCESS_DENIED',
      reason: { code: 'NO_PERMIT', detail: 'No policy permits it.' },
    });
    const entry = await story.admin.get(`/api/v1/access-log/${body.decisionId}`);
    expect(entry).toMatchObject({ status: 200, body: { decisionId: body.decisionId, allowed: false } });
    expect(entry.body.trace).toMatchObject([{ kind: 'role_based', effect: 'permit', outcome: 'no_match' }]);
  });

  it('allows what a permit matches and every require, from the moment they are there', async () => {
    const target = { tools: { only: [tool.id] }, actions: { only: ['vend'] } };
    await add({ effect: 'require', kind: 'time_based', settings: always, target });
    expect((await story.vend(agent, tool)).body.reason.code).toBe('NO_PERMIT');
    await add({});
    expect((await story.vend(agent, tool)).status).toBe(201);
    const { id } = await add({ effect: 'require', settings: { roles: ['auditor'] }, target });
    expect(await story.vend(agent, tool)).toMatchObject({
      status: 403,
      body: { reason: { code: 'REQUIREMENT_NOT_MET' } },
    });
    await story.admin.patch(`${PATH}/${id}`, { mode: 'shadow' }, { 'if-match': '*' });
    expect((await story.vend(agent, tool)).status).toBe(201);
    await add({ effect: 'deny', settings: { roles: ['user'] }, target });
    expect((await story.vend(agent, tool)).body.reason.code).toBe('DENIED_BY_POLICY');
  });

  it('does not widen a policy whose last tool is gone', async () => {
    const other = await story.tool();
    await add({ target: { tools: { only: [other.id] } } });
    expect((await story.admin.delete(`/api/v1/tools/${other.id}`, { 'if-match': '*' })).status).toBe(204);
    expect((await story.vend(agent, tool)).status).toBe(403);
    await add({ target: { tools: { only: [] } } });
    expect((await story.vend(agent, tool)).status).toBe(403);
  });

  it('hides what may not be discovered', async () => {
    await add({
      effect: 'deny',
      target: {
        tags: { only: ['stock'] },
        agents: { only: [agent.id.toUpperCase()] },
        actions: { only: ['discover'] },
      },
    });
    expect((await agent.client.get(`/api/v1/tools/${tool.id}`)).status).toBe(404);
    expect((await story.vend(agent, tool)).status).toBe(404);
    expect((await story.admin.get(`/api/v1/tools/${tool.id}`)).status).toBe(200);
  });

  it('lets one of many deletions of the permit decide for all that come after', async () => {
    const { id } = await add({});
    const vends = Array.from({ length: 6 }, () => story.vend(agent, tool));
    const deletions = Array.from({ length: 6 }, () => story.admin.delete(`${PATH}/${id}`, { 'if-match': '"1"' }));
    const statuses = (await Promise.all(deletions)).map((it) => it.status);
    expect(statuses.filter((it) => it === 204)).toHaveLength(1);
    expect((await Promise.all(vends)).every((it) => [201, 403].includes(it.status))).toBe(true);
    expect((await story.vend(agent, tool)).status).toBe(403);
  });
});

describe('trying an access request', () => {
  it('answers with the trace, and leaves no record', async () => {
    const permit = await add({});
    const hours = await add({ effect: 'require', kind: 'time_based', settings: mondays });
    const watched = await add({ effect: 'deny', mode: 'shadow' });
    await add({ effect: 'deny', mode: 'disabled' });
    const countDecisions = () =>
      query<{ n: string }>(story.registry.databaseUrl, 'SELECT count(*) AS n FROM access_log');
    const before = await countDecisions();

    const monday = await evaluate({ at: MONDAY_NOON });
    expect(monday).toMatchObject({
      status: 200,
      body: { allowed: true, reason: { code: 'PERMITTED' }, validUntil: '2026-03-02T17:00:00.000Z' },
    });
    const ours = monday.body.trace.filter((it: { policyId: string }) =>
      [permit.id, hours.id, watched.id].includes(it.policyId),
    );
    expect(ours).toMatchObject([
      { name: permit.name, kind: 'role_based', effect: 'permit', mode: 'enforced', outcome: 'match' },
      {
        name: hours.name,
        kind: 'time_based',
        effect: 'require',
        outcome: 'match',
        reasons: [{ code: 'WITHIN_HOURS' }],
      },
      { name: watched.name, effect: 'deny', mode: 'shadow', outcome: 'match' },
    ]);
    expect(ours[0].microseconds).toBeGreaterThanOrEqual(0);

    const sunday = await evaluate({ at: SUNDAY_NOON });
    expect(sunday.body).toMatchObject({ allowed: false, reason: { code: 'REQUIREMENT_NOT_MET' }, obligations: {} });
    expect(await countDecisions()).toEqual(before);
  });

  it('denies for a tool that is unknown, and asks for an agent that is known', async () => {
    expect((await evaluate({ toolId: randomUUID() })).body).toMatchObject({
      allowed: false,
      reason: { code: 'UNKNOWN_TOOL' },
      trace: [],
    });
    expect(await evaluate({ agentId: randomUUID() })).toMatchObject({
      status: 400,
      body: { errors: [{ pointer: '/agentId', code: 'UNKNOWN_AGENT' }] },
    });
  });

  it.each<[object, string]>([
    [{ action: 'destroy' }, '/action'],
    [{ toolId: 'weather' }, '/toolId'],
    [{ at: 'tomorrow' }, '/at'],
    [{ at: '2026-W10' }, '/at'],
    [{ at: '2026-02-30T00:00:00Z' }, '/at'],
    [{ address: 'localhost' }, '/address'],
    [{ arguments: [] }, '/arguments'],
    [{ weather: 'fine' }, '/weather'],
  ])('refuses %j', async (change, pointer) => {
    const { status, body } = await evaluate(change);
    expect(status).toBe(400);
    expect(body.errors[0].pointer).toBe(pointer);
  });

  it('needs policy:read', async () => {
    const asked = { agentId: agent.id, toolId: tool.id, action: 'vend' };
    expect((await agent.client.post(`${PATH}/evaluate`, asked)).status).toBe(403);
  });

  it.each(['discover', 'describe', 'invoke', 'vend', 'manage'])(
    'lets administrators %s every tool, as the first policies say',
    async (action) => {
      const { body } = await story.admin.get('/api/v1/auth/me');
      expect((await evaluate({ agentId: body.agentId, action })).body.allowed).toBe(true);
      expect((await evaluate({ action })).body.allowed).toBe(['discover', 'describe'].includes(action));
    },
  );
});
