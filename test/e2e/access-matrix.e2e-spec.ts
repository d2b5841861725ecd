import { type Route, routesOf } from '../../src/openapi/routes.js';
import { AccessWorld, ROLE_NAMES } from '../support/access-world.js';
import { ApiClient, type ApiReply } from '../support/api-client.js';
import { startTestRegistry, type TestRegistry } from '../support/registry.js';
import { type Caller, concrete, listsWithSingles, ownOf, type Target, targetsOf } from '../support/route-targets.js';

const HARMLESS = { noSuchMember: 1 };

let registry: TestRegistry;
let admin: ApiClient;
let routes: Route[];
let world: AccessWorld;

beforeAll(async () => {
  registry = await startTestRegistry();
  admin = await new ApiClient(registry.url).login();
  routes = routesOf(registry.app);
  world = await AccessWorld.make(admin);
});
afterAll(() => registry.close());

describe('every route', () => {
  it('tells nobody without a token more than that', async () => {
    const anybody = new ApiClient(registry.url);
    const guarded = routes.filter((it) => it.accessRule?.access === 'permission');
    const replies = await Promise.all(guarded.map((it) => attempt(anybody, it, concrete(it.path, {}))));
    expect(replies.filter(({ status, body }) => status !== 401 || body.code !== 'UNAUTHENTICATED')).toEqual([]);
  });

  it.each(ROLE_NAMES)('does for a holder of %s what its permissions say, and no more', async (role) => {
    const caller = world.caller(role);
    const guarded = routes.filter((it) => it.accessRule?.access === 'permission');
    const attempts = guarded.flatMap((route) => targetsOf(route, caller).map((target) => ({ route, target })));
    const results = await Promise.all(
      attempts.map(async ({ route, target }) => {
        const reply = await attempt(caller.client, route, concrete(route.path, caller.targets, target));
        const place = `${route.method} ${route.path} (${target?.label ?? '-'})`;
        return { place, outcome: outcomeOf(route, reply), expected: expectedOf(route, caller, target) };
      }),
    );
    const surprises = results.filter(({ outcome, expected }) => !expected.includes(outcome));
    const open = results.filter(({ outcome }) => outcome === 'open').length;
    expect(surprises).toEqual([]);
    expect(open > 0).toBe(caller.permissions.length > 0 && role !== 'narrowed_in_vain');
  });
});

describe('every list', () => {
  it.each(ROLE_NAMES)('shows to a holder of %s just what it can get one by one', async (role) => {
    const caller = world.caller(role);
    let compared = 0;
    for (const { list, single } of listsWithSingles(routes)) {
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

  it.each(ROLE_NAMES)('of tools and the search show to a holder of %s the same', async (role) => {
    const { client } = world.caller(role);
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
      const { client, permissions } = world.caller(role);
      for (const [name, run] of OPERATIONS) {
        for (const held of ['user', 'agent_manager', ...Object.keys(WIDER)]) {
          const { status, body } = await run(client, await world.makeAgent(held));
          const covers = permissions.includes('*') || world.permissionsOf(held).every((it) => permissions.includes(it));
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
  if (path.startsWith('/api/v1/access-requests/'))
    return ['decide', 'read-all'].some((it) => may(permissions, `access-request:${it}`)) ? ['open'] : ['404'];
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

/** By what a path names them; undefined where there is no such list for the caller, or it is longer than a page. */
async function idsIn(client: ApiClient, path: string, single: string): Promise<string[] | undefined> {
  const { status, body } = await client.get(`${path}?limit=100`);
  if (status !== 200 || body.page.hasMore) return undefined;
  return body.data.map((it: Record<string, string>) => it[single]).filter((it: string | undefined) => it !== undefined);
}
