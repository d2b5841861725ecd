import { randomUUID } from 'node:crypto';
import { ACTIONS } from '../../src/policy/index.js';
import type { ApiClient } from '../support/api-client.js';
import { type AccessEntry, type ActionAccess, EVERYBODY, ExplainWorld } from '../support/explain-world.js';
import { query } from '../support/test-database.js';

interface Trace {
  readonly policyId: string;
  readonly effect: string;
  readonly mode: string;
  readonly outcome: string;
}

/** Tools that may not be discovered: by anybody, from here. */
const UNSEEN = ['hidden', 'local'];

let world: ExplainWorld;
let admin: ApiClient;
let user: ApiClient;
let tools: ExplainWorld['tools'];
let agents: ExplainWorld['agents'];
let policies: ExplainWorld['policies'];

beforeAll(async () => {
  world = await ExplainWorld.make();
  ({ admin, tools, agents, policies } = world);
  user = await world.loginOfWorker();
});
afterAll(() => world.registry.close());

const evaluate: ExplainWorld['evaluate'] = (...question) => world.evaluate(...question);

function inEntry(
  entries: readonly AccessEntry[],
  action: string,
  about: Partial<AccessEntry>,
): ActionAccess | undefined {
  const entry = entries.find((it) => it.agentId === about.agentId && it.toolId === about.toolId);
  return entry?.access.find((it) => it.action === action);
}

async function accessOf(agent: string, tool: string, action: string) {
  return inEntry(await world.list(`agents/${agents[agent]}`), action, { toolId: tools[tool] ?? '' });
}

describe('who can, and what', () => {
  it('say the same as the single answers, for every agent, tool and action', async () => {
    const outcomes = new Set<boolean>();
    const byAgent = new Map<string, AccessEntry[]>();
    for (const agent of Object.values(agents)) byAgent.set(agent, await world.list(`agents/${agent}`));
    for (const [tool, toolId] of Object.entries(tools).filter(([it]) => !UNSEEN.includes(it))) {
      const ofTool = await world.list(`tools/${toolId}`);
      for (const [agent, agentId] of Object.entries(agents)) {
        for (const action of ACTIONS) {
          const listed = inEntry(byAgent.get(agentId) ?? [], action, { toolId });
          const { body } = await evaluate(agent, tool, { action });
          const { allowed, reason, obligations } = body;
          const permits = (body.trace as Trace[]).filter(isMatchingPermit).map((it) => ({ id: it.policyId }));
          expect([agent, tool, listed]).toMatchObject([
            ...[agent, tool],
            { action, policy: { allowed, reason, obligations, permits } },
          ]);
          expect(inEntry(ofTool, action, { agentId })).toEqual(listed);
          outcomes.add(allowed);
        }
      }
    }
    expect(outcomes).toEqual(new Set([true, false]));
  });

  it('show as discoverable what the lists of the agent show', async () => {
    const { data } = (await user.get('/api/v1/tools?limit=100')).body;
    const entries = await world.list(`agents/${agents['worker']}`);
    const open = entries.filter((it) => it.access.some(({ action, allowed }) => action === 'discover' && allowed));
    expect(open.map((it) => it.toolId).sort()).toEqual(data.map((it: { id: string }) => it.id).sort());
  });

  it('say who has the permission and no policy, and the other way round', async () => {
    expect(await accessOf('worker', 'plain', 'invoke')).toMatchObject({
      allowed: true,
      permission: { name: 'tool:invoke', held: true },
      policy: { allowed: true, conditional: false, permits: [{ id: policies['everybody'], name: 'everybody' }] },
    });
    expect(await accessOf('reader', 'plain', 'vend')).toMatchObject({
      allowed: false,
      permission: { name: 'credential:vend', held: false },
      policy: { allowed: true },
    });
    expect(await accessOf('worker', 'guarded', 'invoke')).toMatchObject({
      allowed: false,
      permission: { held: true },
      policy: { allowed: false, reason: { code: 'REQUIREMENT_NOT_MET' }, conditions: [] },
    });
    expect(await accessOf('retired', 'plain', 'invoke')).toMatchObject({ allowed: false, policy: { allowed: true } });
  });

  it('mark what depends on the call', async () => {
    expect((await accessOf('worker', 'office', 'invoke'))?.policy).toMatchObject({
      allowed: false,
      conditional: true,
      conditions: [{ id: policies['office'], name: 'office', kind: 'office', effect: 'require' }],
    });
    expect((await evaluate('worker', 'office', { address: '192.0.2.1' })).body.allowed).toBe(true);
    expect((await accessOf('worker', 'office', 'describe'))?.policy).toMatchObject({
      allowed: true,
      conditional: false,
    });
  });

  it('keep to one action where one is asked for, on every page', async () => {
    const { body } = await admin.get(`/api/v1/tools/${tools['plain']}/access?action=vend&limit=1`);
    const next = await admin.get(`/api/v1/tools/${tools['plain']}/access?limit=1&cursor=${body.page.nextCursor}`);
    for (const page of [body, next.body]) {
      expect(page.data).toHaveLength(1);
      expect(page.data[0].access.map((it: { action: string }) => it.action)).toEqual(['vend']);
    }
    const elsewhere = await admin.get(`/api/v1/tools/${tools['guarded']}/access?cursor=${body.page.nextCursor}`);
    expect(elsewhere).toMatchObject({ status: 400, body: { code: 'INVALID_CURSOR' } });
  });

  it('tell nobody of tools that it may not discover, nor of agents that it may not read', async () => {
    for (const id of [...UNSEEN.map((it) => tools[it]), randomUUID()]) {
      expect(await admin.get(`/api/v1/tools/${id}/access`)).toMatchObject({
        status: 404,
        body: { code: 'TOOL_NOT_FOUND' },
      });
    }
    const mine = await world.list(`agents/${agents['worker']}`);
    for (const unseen of UNSEEN) expect(mine.map((it) => it.toolId)).not.toContain(tools[unseen]);
    expect(await admin.get(`/api/v1/agents/${randomUUID()}/access`)).toMatchObject({
      status: 404,
      body: { code: 'AGENT_NOT_FOUND' },
    });
    const { key } = (await admin.post(`/api/v1/agents/${agents['reader']}/api-keys`, { name: 'k' })).body;
    expect(await admin.as(key).get(`/api/v1/tools/${tools['plain']}/access`)).toMatchObject({
      status: 403,
      body: { code: 'INSUFFICIENT_PERMISSION', permission: 'agent:read' },
    });
  });

  it.each(['action=fly', 'limit=101', 'limit=0'])('refuse %s', async (wrong) => {
    expect((await admin.get(`/api/v1/tools/${tools['plain']}/access?${wrong}`)).status).toBe(400);
    expect((await admin.get(`/api/v1/agents/${agents['worker']}/access?${wrong}`)).status).toBe(400);
  });
});

describe('what if', () => {
  const draft = { ...EVERYBODY, effect: 'deny' };

  it('judges with other policies and roles, and beside it without', async () => {
    const denied = (await evaluate('worker', 'plain', { with: [draft] })).body;
    expect(denied).toMatchObject({ allowed: false, differs: true, before: { allowed: true } });
    const said = { name: 'Draft 1', kind: 'role_based', effect: 'deny', mode: 'enforced', outcome: 'match' };
    expect(denied.trace).toContainEqual(expect.objectContaining(said));
    expect((await evaluate('worker', 'plain', { without: [policies['everybody']] })).body).toMatchObject({
      allowed: false,
      reason: { code: 'NO_PERMIT' },
      before: { reason: { code: 'PERMITTED' } },
    });
    expect((await evaluate('worker', 'guarded', { roles: ['tool_publisher'] })).body).toMatchObject({
      allowed: true,
      differs: true,
      before: { allowed: false },
    });
    const replaced = {
      without: [policies['publishers only']?.toUpperCase()],
      with: [{ ...EVERYBODY, effect: 'require' }],
    };
    expect((await evaluate('worker', 'guarded', replaced)).body).toMatchObject({ allowed: true, differs: true });
  });

  it('sees no difference where there is none, and compares nothing where nothing changes', async () => {
    for (const given of [{ mode: 'shadow' }, { mode: 'disabled' }, { target: { tools: { only: [] } } }]) {
      const { body } = await evaluate('worker', 'plain', { with: [{ ...draft, ...given }] });
      expect(body).toMatchObject({ allowed: true, differs: false });
    }
    expect((await evaluate('worker', 'plain', { without: [policies['resting']] })).body.differs).toBe(false);
    expect((await evaluate('worker', 'plain')).body).not.toHaveProperty('before');
  });

  it('counts changed conditions as a difference', async () => {
    const capped = { ...EVERYBODY, effect: 'require', obligations: [{ type: 'cap_ttl', seconds: 60 }] };
    expect((await evaluate('worker', 'plain', { action: 'vend', with: [capped] })).body).toMatchObject({
      ...{ allowed: true, differs: true },
      obligations: { maxTtlSeconds: 60 },
      before: { allowed: true, obligations: {} },
    });
  });

  it('stores nothing, uses nothing up and leaves no record', async () => {
    const state = () =>
      query(world.registry.databaseUrl, 'SELECT (SELECT count(*) FROM policy) p, (SELECT count(*) FROM access_log) l');
    const before = await state();
    const { body } = await evaluate('worker', 'plain', { with: [draft, { kind: 'spent', settings: {} }] });
    expect(body.trace).toContainEqual(expect.objectContaining({ kind: 'spent', outcome: 'match' }));
    await world.list(`tools/${tools['spent']}`);
    expect(await state()).toEqual(before);
    expect((await evaluate('worker', 'plain')).body.allowed).toBe(true);
  });

  it.each<[string, object, string]>([
    ['an unknown kind', { with: [{ kind: 'nowhere', settings: {} }] }, '/with/0/kind'],
    ['settings of another kind', { with: [draft, { ...draft, settings: { roles: 1 } }] }, '/with/1/settings/roles'],
    ['an unknown effect', { with: [{ ...draft, effect: 'maybe' }] }, '/with/0/effect'],
    ['a member that policies do not have', { with: [{ ...draft, id: 'x' }] }, '/with/0/id'],
    ['too many drafts', { with: Array.from({ length: 21 }, () => draft) }, '/with'],
    ['a draft that is no list', { with: draft }, '/with'],
    ['an unknown policy', { without: [randomUUID()] }, '/without/0'],
    ['an id that is none', { without: ['x'] }, '/without'],
    ['a role that is none', { roles: ['No Role'] }, '/roles'],
    ['a role that there is not', { roles: ['user', 'usr'] }, '/roles/1'],
  ])('refuses %s', async (_, given, pointer) => {
    const { status, body } = await evaluate('worker', 'plain', given);
    expect({ status, pointers: body.errors?.map((it: { pointer: string }) => it.pointer) }).toEqual({
      status: 400,
      pointers: expect.arrayContaining([expect.stringMatching(new RegExp(`^${pointer}(/|$)`))]),
    });
  });
});

describe('the access log', () => {
  it.each([
    ['clueless', 'indeterminate', 'FACTS_UNAVAILABLE', 'INDETERMINATE'],
    ['spent', 'no_match', 'NOTHING_LEFT', 'REQUIREMENT_NOT_MET'],
  ])('tells what a policy of the kind %s said', async (kind, outcome, code, reason) => {
    const refused = await user.post(`/api/v1/tools/${tools[kind]}/credentials`, {});
    expect(refused).toMatchObject({ status: 403, body: { reason: { code: reason } } });
    const { body } = await admin.get(`/api/v1/access-log/${refused.body.decisionId}`);
    const trace = body.trace.find((it: { kind: string }) => it.kind === kind);
    expect(trace).toMatchObject({ name: kind, effect: 'require', outcome, reasons: [{ code }] });
    expect(trace.microseconds).toEqual(expect.any(Number));
  });
});

function isMatchingPermit({ effect, mode, outcome }: Trace): boolean {
  return effect === 'permit' && mode === 'enforced' && outcome === 'match';
}
