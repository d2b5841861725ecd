import { randomUUID } from 'node:crypto';
import { ACTIONS } from '../../src/policy/index.js';
import { ApiClient } from '../support/api-client.js';
import { ExplainGuestsModule } from '../support/explain-guests.js';
import { GuestPoliciesModule } from '../support/policy-guests.js';
import { startTestRegistry, type TestRegistry } from '../support/registry.js';
import { query } from '../support/test-database.js';
import { registerTool } from '../support/tools.js';

const PATH = '/api/v1/policies';
const EVERYBODY = { kind: 'role_based', settings: { roles: 'any' } };

let registry: TestRegistry;
let admin: ApiClient;
const tools: Record<string, string> = {};
const agents: Record<string, string> = {};
const policies: Record<string, string> = {};
let user: ApiClient;

async function agent(name: string, given: object): Promise<void> {
  const { status, body } = await admin.post('/api/v1/agents', { name, type: 'bot', ...given });
  expect({ status, body }).toMatchObject({ status: 201 });
  agents[name] = body.id;
}

async function policy(name: string, given: object): Promise<void> {
  const { status, body } = await admin.post(PATH, { name, ...EVERYBODY, ...given });
  expect({ status, body }).toMatchObject({ status: 201 });
  policies[name] = body.id;
}

const evaluate = (agentName: string, tool: string, given: object = {}) =>
  admin.post(`${PATH}/evaluate`, { agentId: agents[agentName], toolId: tools[tool], action: 'invoke', ...given });

/** All entries of a list, two a page. */
async function all(client: ApiClient, path: string): Promise<any[]> {
  const entries: unknown[] = [];
  let cursor = '';
  do {
    const { status, body } = await client.get(`${path}?limit=2${cursor}`);
    expect({ status, body }).toMatchObject({ status: 200 });
    entries.push(...body.data);
    cursor = body.page.hasMore ? `&cursor=${body.page.nextCursor}` : '';
  } while (cursor);
  return entries;
}

async function accessOf(agentName: string, tool: string, action: string) {
  const entries = await all(admin, `/api/v1/agents/${agents[agentName]}/access`);
  return entries.find((it) => it.toolId === tools[tool]).access.find((it: { action: string }) => it.action === action);
}

beforeAll(async () => {
  registry = await startTestRegistry({ extensions: [GuestPoliciesModule, ExplainGuestsModule] });
  admin = await new ApiClient(registry.url).login();
  for (const { id } of (await admin.get(`${PATH}?limit=100`)).body.data) {
    await admin.delete(`${PATH}/${id}`, { 'if-match': '*' });
  }
  for (const tag of ['plain', 'guarded', 'broken', 'clueless', 'office', 'spent', 'hidden']) {
    tools[tag] = (await registerTool(admin, { tags: [tag] })).id;
  }
  await agent('reader', { permissions: ['tool:read', 'policy:read'] });
  await agent('worker', { roles: ['user'], password: 'a-long-enough-password' });
  await agent('publisher', { roles: ['tool_publisher'] });
  await agent('retired', { roles: ['user'] });
  await admin.post(`/api/v1/agents/${agents['retired']}/disable`);
  user = await new ApiClient(registry.url).login('worker', 'a-long-enough-password');

  const about = (tag: string, ...actions: string[]) => ({
    tags: { only: [tag] },
    ...(actions.length > 0 && { actions: { only: actions } }),
  });
  await policy('everybody', { effect: 'permit' });
  await policy('publishers only', {
    settings: { roles: ['tool_publisher'] },
    effect: 'require',
    target: about('guarded', 'invoke', 'vend', 'manage'),
  });
  await policy('watched', { effect: 'deny', mode: 'shadow', target: about('plain') });
  await policy('resting', { effect: 'deny', mode: 'disabled' });
  await policy('agreeable', { kind: 'agreeable', settings: {}, target: about('plain') });
  await policy('throwing', { kind: 'throwing', settings: {}, target: about('broken', 'invoke') });
  await policy('clueless', { kind: 'clueless', settings: {}, target: about('clueless', 'vend') });
  await policy('office', { kind: 'office', settings: {}, target: about('office', 'invoke', 'vend') });
  await policy('spent', { kind: 'spent', settings: {}, target: about('spent') });
  await policy('hidden', { effect: 'deny', target: about('hidden', 'discover') });
});
afterAll(() => registry.close());

describe('who can, and what', () => {
  it('say the same as the single answers, for every agent, tool and action', async () => {
    const seen: unknown[] = [];
    const singles: unknown[] = [];
    const known = Object.keys(tools).filter((it) => it !== 'hidden');
    const byAgent = new Map<string, any[]>();
    for (const id of Object.values(agents)) byAgent.set(id, await all(admin, `/api/v1/agents/${id}/access`));
    for (const tool of known) {
      const byTool = await all(admin, `/api/v1/tools/${tools[tool]}/access`);
      for (const [name, agentId] of Object.entries(agents)) {
        const forward = byTool.find((it) => it.agentId === agentId).access;
        expect(byAgent.get(agentId)?.find((it) => it.toolId === tools[tool]).access).toEqual(forward);
        for (const action of ACTIONS) {
          const { body } = await evaluate(name, tool, { action });
          const { policy } = forward.find((it: { action: string }) => it.action === action);
          seen.push([name, tool, action, policy.allowed, policy.reason, policy.obligations]);
          singles.push([name, tool, action, body.allowed, body.reason, body.obligations]);
          const permits = body.trace.filter(
            (it: any) => it.effect === 'permit' && it.mode === 'enforced' && it.outcome === 'match',
          );
          expect(policy.permits.map((it: { id: string }) => it.id)).toEqual(permits.map((it: any) => it.policyId));
        }
      }
    }
    expect(seen).toEqual(singles);
    expect(new Set(singles.map((it) => (it as unknown[])[3]))).toEqual(new Set([true, false]));
  });

  it('show as discoverable what the lists of the agent show', async () => {
    const { data } = (await user.get('/api/v1/tools?limit=100')).body;
    const entries = await all(admin, `/api/v1/agents/${agents['worker']}/access`);
    const open = entries.filter((it) => it.access.find((of: any) => of.action === 'discover').allowed);
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
    expect((await accessOf('worker', 'office', 'invoke')).policy).toMatchObject({
      allowed: false,
      conditional: true,
      conditions: [{ id: policies['office'], name: 'office', kind: 'office', effect: 'require' }],
    });
    expect((await evaluate('worker', 'office', { address: '192.0.2.1' })).body.allowed).toBe(true);
    expect((await accessOf('worker', 'office', 'describe')).policy).toMatchObject({
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
    for (const id of [tools['hidden'], randomUUID()]) {
      expect(await admin.get(`/api/v1/tools/${id}/access`)).toMatchObject({
        status: 404,
        body: { code: 'TOOL_NOT_FOUND' },
      });
    }
    const mine = await all(admin, `/api/v1/agents/${agents['worker']}/access`);
    expect(mine.map((it) => it.toolId)).not.toContain(tools['hidden']);
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
      query(registry.databaseUrl, 'SELECT (SELECT count(*) FROM policy) p, (SELECT count(*) FROM access_log) l');
    const before = await state();
    const { body } = await evaluate('worker', 'plain', { with: [draft, { kind: 'spent', settings: {} }] });
    expect(body.trace).toContainEqual(expect.objectContaining({ kind: 'spent', outcome: 'match' }));
    await all(admin, `/api/v1/tools/${tools['spent']}/access`);
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
