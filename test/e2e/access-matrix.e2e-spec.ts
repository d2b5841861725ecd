import { randomUUID } from 'node:crypto';
import { BUILT_IN_ROLES } from '../../src/auth/roles/built-in-roles.js';
import { type Route, routesOf } from '../../src/openapi/routes.js';
import { ApiClient, type ApiReply } from '../support/api-client.js';
import { startTestRegistry, type TestRegistry } from '../support/registry.js';
import { registerTool } from '../support/tools.js';

/** What the path of a route may name. */
interface Target {
  readonly label: string;
  readonly id: string;
  /** Of tools. */
  readonly tags?: readonly string[];
  /** Whether policies let anybody know of the tool. */
  readonly discoverable?: boolean;
  /** Whose it is. */
  readonly agentId?: string;
  /** There may be none: nothing here knows how to make one. */
  readonly unknown?: boolean;
}

interface Caller {
  readonly role: string;
  readonly agentId: string;
  readonly permissions: readonly string[];
  readonly client: ApiClient;
  /** Objects by the folder of the path that they stand in: `tools`, `api-keys`. */
  readonly targets: Readonly<Record<string, readonly Target[]>>;
}

const ON_TOOLS = ['tool:manage', 'tool:invoke', 'credential:vend', 'secret:manage', 'usage:read'];
const HARMLESS = { noSuchMember: 1 };

let registry: TestRegistry;
let admin: ApiClient;
let routes: Route[];
let tools: Target[];
let foreign: Record<string, Target>;
const callers = new Map<string, Caller>();

/** Built-in roles, and some that hold rights on one tool, on the tools with a tag, or on agents. */
const ROLES: Readonly<Record<string, () => readonly string[]>> = {
  ...Object.fromEntries(BUILT_IN_ROLES.map((it) => [it.name, () => it.permissions])),
  one_tool: () => ['self:read', ...['tool:read', ...ON_TOOLS].map((it) => `${it}:${toolId('named')}`)],
  one_tag: () => ['self:read', ...['tool:read', ...ON_TOOLS].map((it) => `${it}:#finance`)],
  reads_a_tag_uses_one: () => ['tool:read:#finance', ...ON_TOOLS.map((it) => `${it}:${toolId('named')}`)],
  reads_all_uses_a_tag: () => ['tool:read', ...ON_TOOLS.map((it) => `${it}:#finance`)],
  invokes_a_tag_unread: () => ['tool:invoke:#finance'],
  agent_manager: () => ['self:read', 'agent:read', 'agent:manage'],
  narrowed_in_vain: () => [
    'agent:read:x',
    'agent:manage:#finance',
    'policy:*:x',
    'self:read:#finance',
    'tool:create:#finance',
  ],
  nothing: () => [],
};

beforeAll(async () => {
  registry = await startTestRegistry();
  admin = await new ApiClient(registry.url).login();
  routes = routesOf(registry.app);
  await makeTools();
  await makeForeign();
  for (const [role, permissions] of Object.entries(ROLES)) callers.set(role, await makeCaller(role, permissions()));
});
afterAll(() => registry.close());

describe('every route', () => {
  it('tells nobody without a token more than that', async () => {
    const anybody = new ApiClient(registry.url);
    const guarded = routes.filter((it) => it.accessRule?.access === 'permission');
    const replies = await Promise.all(guarded.map((it) => attempt(anybody, it, concrete(it.path, {}))));
    expect(replies.filter(({ status, body }) => status !== 401 || body.code !== 'UNAUTHENTICATED')).toEqual([]);
  });

  it.each(Object.keys(ROLES))('does for a holder of %s what its permissions say, and no more', async (role) => {
    const caller = callerOf(role);
    const surprises: string[] = [];
    let open = 0;
    for (const route of routes.filter((it) => it.accessRule?.access === 'permission')) {
      for (const target of targetsOf(route, caller)) {
        const reply = await attempt(caller.client, route, concrete(route.path, caller.targets, target));
        const [outcome, expected] = [outcomeOf(route, reply), expectedOf(route, caller, target)];
        if (!expected.includes(outcome))
          surprises.push(
            `${route.method} ${route.path} (${target?.label ?? '-'}): ${outcome}, not ${expected.join('/')}`,
          );
        if (outcome === 'open') open += 1;
      }
    }
    expect(surprises).toEqual([]);
    expect(open > 0).toBe(caller.permissions.length > 0 && role !== 'narrowed_in_vain');
  });
});

describe('every list', () => {
  it.each(Object.keys(ROLES))('shows to a holder of %s just what it can get one by one', async (role) => {
    const caller = callerOf(role);
    let compared = 0;
    for (const { list, single } of listsWithSingles()) {
      const path = concrete(list.path, caller.targets, ownOf(list, caller));
      const [seen, all] = [await idsIn(caller.client, path, single), await idsIn(admin, path, single)];
      if (!seen || !all) continue;
      for (const id of new Set([...seen, ...all])) {
        const { status } = await caller.client.get(`${path}/${id}`);
        expect([path, id, status]).toEqual([path, id, seen.includes(id) ? 200 : 404]);
        compared += 1;
      }
    }
    expect(compared > 0).toBe(
      caller.permissions.some((it) => /^(\*|tool:read|agent:read)/.test(it) && it !== 'agent:read:x'),
    );
  });

  it.each(Object.keys(ROLES))('of tools and the search show to a holder of %s the same', async (role) => {
    const { client } = callerOf(role);
    const [list, search] = [
      await client.get('/api/v1/tools?limit=100'),
      await client.get('/api/v1/tools/search?q=weather&limit=50'),
    ];
    expect(search.status).toBe(list.status);
    const idsOf = ({ body }: ApiReply) => body.data?.map((it: { id: string }) => it.id).sort();
    expect(idsOf(search)).toEqual(idsOf(list));
  });
});

describe('changes of agents', () => {
  const OPERATIONS: readonly [name: string, run: (client: ApiClient, agentId: string) => Promise<ApiReply>][] = [
    ['describe', (c, id) => c.patch(`/api/v1/agents/${id}`, { displayName: 'x' }, { 'if-match': '*' })],
    [
      'give a password',
      (c, id) => c.patch(`/api/v1/agents/${id}`, { password: 'a long enough one' }, { 'if-match': '*' }),
    ],
    [
      'link',
      (c, id) => c.patch(`/api/v1/agents/${id}`, { identities: [{ issuer: 'x', subject: id }] }, { 'if-match': '*' }),
    ],
    ['narrow', (c, id) => c.patch(`/api/v1/agents/${id}`, { roles: [], permissions: [] }, { 'if-match': '*' })],
    ['make a key', (c, id) => c.post(`/api/v1/agents/${id}/api-keys`, { name: 'x' })],
    ['make an empty key', (c, id) => c.post(`/api/v1/agents/${id}/api-keys`, { name: 'x', permissions: [] })],
    ['disable', (c, id) => c.post(`/api/v1/agents/${id}/disable`)],
    ['enable', (c, id) => c.post(`/api/v1/agents/${id}/enable`)],
    ['delete', (c, id) => c.delete(`/api/v1/agents/${id}`, { 'if-match': '*' })],
  ];
  const WIDER = { auditor: 'audit:read', one_tag: 'tool:invoke:#finance', admin: '*' };

  it.each(['admin', 'agent_manager', 'auditor', 'narrowed_in_vain'])(
    'are for a holder of %s those of agents that hold no more',
    async (role) => {
      const { client, permissions } = callerOf(role);
      for (const [name, run] of OPERATIONS) {
        for (const held of ['user', 'agent_manager', ...Object.keys(WIDER)]) {
          const { status, body } = await run(client, await makeAgent([held]));
          const covers = permissions.includes('*') || ROLES[held]?.().every((it) => permissions.includes(it));
          const expected = !may(permissions, 'agent:manage')
            ? 'INSUFFICIENT_PERMISSION'
            : covers
              ? undefined
              : 'AGENT_OUTRANKS_CALLER';
          expect([name, held, status < 300 ? undefined : body.code]).toEqual([name, held, expected]);
        }
      }
    },
  );
});

/** The permission alone, for every object or for one with these tags; written without the code that it tests. */
function may(permissions: readonly string[], wanted: string, target?: Target): boolean {
  const forms = [
    wanted,
    ...(target ? [`${wanted}:${target.id}`, ...(target.tags ?? []).map((it) => `${wanted}:#${it}`)] : []),
  ];
  return permissions.includes('*') || permissions.some((it) => forms.includes(it));
}

/** What may come of an attempt. An open route answers a harmless body with 400. */
function expectedOf({ method, path, accessRule }: Route, { permissions, agentId }: Caller, target?: Target): string[] {
  if (accessRule?.access !== 'permission') return [];
  const { permission, narrowedBy, narrowedInService } = accessRule;
  const narrowable = narrowedBy !== undefined || narrowedInService === true;
  const forSome =
    may(permissions, permission) || (narrowable && permissions.some((it) => it.startsWith(`${permission}:`)));
  if (!forSome) return ['403'];
  if (narrowedBy !== undefined && target && !may(permissions, permission, target)) {
    return target.discoverable && may(permissions, 'tool:read', target) ? ['403'] : ['404'];
  }
  if (method !== 'GET') return ['open'];
  if (!target) return path.includes(':') ? ['open', '404'] : ['open'];
  if (target.discoverable === false) return ['404'];
  if (target.unknown && target.agentId === agentId) return ['open', '404'];
  if (target.agentId === undefined || target.agentId === agentId) return ['open'];
  if (path.startsWith('/api/v1/agents/:agentId/')) return may(permissions, 'agent:manage') ? ['open', '404'] : ['403'];
  if (path.startsWith('/api/v1/credentials/')) return may(permissions, 'credential:manage') ? ['open'] : ['404'];
  return ['open'];
}

function outcomeOf({ method }: Route, { status, body }: ApiReply): string {
  if (status === 403 && body.code === 'INSUFFICIENT_PERMISSION') return '403';
  if (status === 404) return '404';
  const harmless = method === 'GET' ? [200, 400] : [400, 412];
  return harmless.includes(status) || body.code === 'ACCESS_DENIED' ? 'open' : `${status} ${body.code}`;
}

function attempt(client: ApiClient, { method }: Route, path: string): Promise<ApiReply> {
  return client.send(method, path, method === 'GET' ? undefined : HARMLESS, { 'if-match': '"999999999"' });
}

/** The folder that the last parameter of a path stands in: of `/agents/:agentId/api-keys/:id` the API keys. */
function folderOf(path: string): string | undefined {
  return [...path.matchAll(/([\w-]+)\/:\w+/g)].at(-1)?.[1];
}

/** One attempt for each object that the path can name; one for none where the objects are not known here. */
function targetsOf({ path }: Route, { targets }: Caller): readonly (Target | undefined)[] {
  const folder = path.startsWith('/api/v1/tools/:id') ? 'tools' : folderOf(path);
  const known = folder && targets[folder];
  if (known) return known;
  if (!path.startsWith('/api/v1/agents/:agentId/')) return [undefined];
  return targets['agents']?.map((it) => ({ ...it, id: randomUUID(), unknown: true })) ?? [];
}

/** Fills the parameters: the target's folder with the target, its agent with the owner, others with what is there or nothing. */
function concrete(path: string, targets: Caller['targets'], target?: Target): string {
  const folder = path.startsWith('/api/v1/tools/:id') ? 'tools' : folderOf(path);
  return path.replaceAll(/([\w-]+)\/:(\w+)/g, (_, name: string) => {
    if (name === 'agents' && target?.agentId) return `${name}/${target.agentId}`;
    if (name === folder && target) return `${name}/${target.id}`;
    return `${name}/${targets[name]?.[0]?.id ?? randomUUID()}`;
  });
}

function ownOf({ path }: Route, { targets, agentId }: Caller): Target | undefined {
  return path.includes(':agentId') ? { label: 'own', id: agentId } : targets['none']?.[0];
}

/** Lists, each with the route to a single entry of it: found by their paths. */
function listsWithSingles(): { list: Route; single: string }[] {
  const reads = routes.filter((it) => it.method === 'GET' && it.accessRule?.access === 'permission');
  return reads.flatMap((list) => {
    const single = reads.find(
      (it) => it.path.startsWith(`${list.path}/:`) && !it.path.slice(list.path.length + 2).includes('/'),
    );
    return single ? [{ list, single: single.path.slice(list.path.length + 2) }] : [];
  });
}

/** By what a path names them; undefined where there is no such list for the caller, or it is longer than a page. */
async function idsIn(client: ApiClient, path: string, single: string): Promise<string[] | undefined> {
  const { status, body } = await client.get(`${path}?limit=100`);
  if (status !== 200 || body.page.hasMore) return undefined;
  return body.data.map((it: Record<string, string>) => it[single]).filter((it: string | undefined) => it !== undefined);
}

function callerOf(role: string): Caller {
  const caller = callers.get(role);
  if (!caller) throw new Error(`nobody holds ${role}`);
  return caller;
}

function toolId(label: string): string {
  return tools.find((it) => it.label === label)?.id ?? '';
}

async function makeTools(): Promise<void> {
  const one = async (label: string, tags: string[], discoverable = true): Promise<Target> => {
    const { id } = await registerTool(admin, { tags });
    await admin.put(`/api/v1/tools/${id}/secrets/key`, { value: 'a-secret-value', placement: 'bearer' });
    return { label, id, tags, discoverable };
  };
  tools = [
    await one('named', []),
    await one('tagged', ['finance', 'team:a']),
    await one('tagged otherwise', ['finances', 'hr']),
    await one('hidden', ['finance', 'hidden'], false),
    { label: 'absent', id: randomUUID(), tags: [], discoverable: false },
  ];
  const deny = { effect: 'deny', kind: 'role_based', settings: { roles: 'any' } };
  const policy = { name: 'hidden', ...deny, target: { tags: { only: ['hidden'] }, actions: { only: ['discover'] } } };
  expect((await admin.post('/api/v1/policies', policy)).status).toBe(201);
}

/** What belongs to somebody else than any caller. */
async function makeForeign(): Promise<void> {
  const agentId = await makeAgent(['user']);
  foreign = { agents: { label: 'foreign', id: agentId, agentId }, ...(await belongings(admin, 'foreign')) };
}

/** What an agent has of its own, made by itself or for it. */
async function belongings(client: ApiClient, label: string): Promise<Record<string, Target>> {
  const agentId = (await client.get('/api/v1/auth/me')).body.agentId as string | undefined;
  if (agentId === undefined) return {};
  const key = await client.post(`/api/v1/agents/${agentId}/api-keys`, { name: label, permissions: [] });
  const credential = await client.post(`/api/v1/tools/${toolId('named')}/credentials`, {});
  return {
    ...(key.status === 201 && { 'api-keys': { label, id: key.body.id, agentId } }),
    ...(credential.status === 201 && { credentials: { label, id: credential.body.id, agentId } }),
  };
}

let count = 0;

async function makeAgent(roles: readonly string[]): Promise<string> {
  const held = roles.filter((it) => BUILT_IN_ROLES.some((role) => role.name === it));
  const permissions = roles.filter((it) => !held.includes(it)).flatMap((it) => ROLES[it]?.() ?? []);
  const agent = { name: `agent-${String((count += 1))}`, type: 'bot', roles: held, permissions };
  const { status, body } = await admin.post('/api/v1/agents', agent);
  expect(status).toBe(201);
  return body.id;
}

async function makeCaller(role: string, permissions: readonly string[]): Promise<Caller> {
  if (!BUILT_IN_ROLES.some((it) => it.name === role)) {
    const reply = await admin.post('/api/v1/roles', { name: role, description: 'For tests.', permissions });
    expect(reply.status).toBe(201);
  }
  const agent = { name: `holder-of-${role}`, type: 'bot', roles: [role] };
  const agentId = (await admin.post('/api/v1/agents', agent)).body.id as string;
  const client = admin.as((await admin.post(`/api/v1/agents/${agentId}/api-keys`, { name: 'proof' })).body.key);
  const own = await belongings(client, 'own');
  const owned = { ...(await registerTool(admin, { tags: ['own'] })), label: 'own', tags: ['own'], discoverable: true };
  await admin.patch(`/api/v1/tools/${owned.id}`, { ownerId: agentId }, { 'if-match': '*' });
  const both = (name: string) => [own[name], foreign[name]].filter((it) => it !== undefined);
  const targets = {
    tools: [...tools, owned],
    agents: [{ label: 'own', id: agentId, agentId }, ...both('agents')],
    'api-keys': both('api-keys'),
    credentials: both('credentials'),
    roles: [
      { label: 'own', id: role },
      { label: 'admin', id: 'admin' },
    ],
    'auth-methods': [{ label: 'password', id: 'password' }],
    policies: await firstOf('/api/v1/policies'),
    audit: await firstOf('/api/v1/audit'),
    'access-log': [],
  };
  return { role, agentId, permissions, client, targets };
}

async function firstOf(list: string): Promise<Target[]> {
  const { data } = (await admin.get(`${list}?limit=1`)).body;
  return data.map(({ id }: { id: string }) => ({ label: 'first', id }));
}
