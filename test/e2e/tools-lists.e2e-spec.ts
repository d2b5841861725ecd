import { ApiClient } from '../support/api-client.js';
import { startTestRegistry, type TestRegistry } from '../support/registry.js';

const PATH = '/api/v1/tools';
const NAMES = ['alpha', 'Beta', 'gamma', 'Delta', 'epsilon', 'Zeta', 'eta', 'Theta', 'iota', '_kappa', 'lambda-x'];
const PASSWORD = 'a-long-enough-password';

interface Listed {
  readonly id: string;
  readonly name: string;
  readonly createdAt: string;
}

let registry: TestRegistry;
let admin: ApiClient;
let ids: Record<string, string>;

beforeAll(async () => {
  registry = await startTestRegistry();
  admin = await new ApiClient(registry.url).login();
  const entries: [string, string][] = [];
  for (const [index, name] of NAMES.entries()) {
    const tags = index % 2 === 0 ? ['even', 'team-a'] : ['odd'];
    const tool = {
      name,
      description: `Greek letter ${name}`,
      type: 'http',
      endpoint: 'https://x.example.com',
      settings: { method: 'GET' },
      tags,
    };
    entries.push([name, (await admin.post(PATH, tool)).body.id]);
  }
  ids = Object.fromEntries(entries);
});
afterAll(() => registry.close());

async function pages(client: ApiClient, filter: string, limit: number): Promise<Listed[]> {
  const all: Listed[] = [];
  let cursor: string | null = null;
  do {
    const next: string =
      cursor === null ? `${filter}&limit=${String(limit)}` : `limit=${String(limit)}&cursor=${cursor}`;
    const { status, body } = await client.get(`${PATH}?${next}`);
    expect({ status, body }).toMatchObject({ status: 200 });
    expect(body.data.length).toBeLessThanOrEqual(limit);
    all.push(...body.data);
    cursor = body.page.nextCursor;
  } while (cursor !== null);
  return all;
}

describe('pages', () => {
  const byName = [...NAMES].sort((a, b) => (a.toLowerCase() < b.toLowerCase() ? -1 : 1));

  it.each<[string, string[]]>([
    ['', byName],
    ['sort=name', byName],
    ['sort=-name', [...byName].reverse()],
    ['sort=createdAt', NAMES],
    ['sort=-createdAt', [...NAMES].reverse()],
    ['tag=even&sort=createdAt', NAMES.filter((_, index) => index % 2 === 0)],
    ['type=http&sort=createdAt', NAMES],
    ['type=llm', []],
    ['tag=none', []],
    ['tag=even&tag=team-a&sort=createdAt', NAMES.filter((_, index) => index % 2 === 0)],
    ['tag=even&tag=odd', []],
    ['name=eT', ['eta']],
    ['name=e&sort=-name', ['eta', 'epsilon']],
    ['status=active&status=deprecated&sort=updatedAt', NAMES],
    ['status=retired', []],
    ['sort=-updatedAt', [...NAMES].reverse()],
    ['updatedSince=2020-01-01T00:00:00Z&sort=createdAt', NAMES],
    ['updatedSince=2990-01-01T00:00:00Z', []],
  ])('of "%s" together are the whole, each tool once', async (filter, expected) => {
    for (const limit of [1, 3, 100]) {
      expect((await pages(admin, filter, limit)).map((it) => it.name)).toEqual(expected);
    }
  });

  it('hold enough to choose a tool, and no definition', async () => {
    const { body } = await admin.get(`${PATH}?limit=1&sort=createdAt`);
    expect(body.data[0]).toMatchObject({
      name: 'alpha',
      version: '1.0.0',
      type: 'http',
      scopes: ['invoke'],
      revision: 1,
    });
    expect(body.data[0]).not.toHaveProperty('settings');
    expect(body.data[0]).not.toHaveProperty('endpoint');
  });

  it('show the members that are asked for, and no others', async () => {
    const { body } = await admin.get(`${PATH}?fields=name,id&limit=1&sort=createdAt`);
    expect(body.data).toEqual([{ name: 'alpha', id: ids['alpha'] }]);
    const next = await admin.get(`${PATH}?cursor=${body.page.nextCursor}&limit=1`);
    expect(next.body.data).toEqual([{ name: 'Beta', id: ids['Beta'] }]);
  });

  it('count all tools of the list, not of the page', async () => {
    const { body } = await admin.get(`${PATH}?facets=tag,type,owner,status&limit=1`);
    const owner = (await admin.get('/api/v1/auth/me')).body.agentId;
    expect(body.facets).toEqual({
      tag: [
        { value: 'even', count: 6 },
        { value: 'team-a', count: 6 },
        { value: 'odd', count: 5 },
      ],
      type: [{ value: 'http', count: 11 }],
      owner: [{ value: owner, count: 11 }],
      status: [{ value: 'active', count: 11 }],
    });
    const odd = await admin.get(`${PATH}?facets=tag&tag=odd`);
    expect(odd.body.facets).toEqual({ tag: [{ value: 'odd', count: 5 }] });
  });

  it.each(['name', '-createdAt'])(
    'by %s hold each tool that was there throughout once, whatever else is written',
    async (sort) => {
      let writing = true;
      const write = async () => {
        for (let turn = 0; writing; turn += 1) {
          const tool = { name: `busy_${sort.length}_${turn}`, description: 'Comes and goes.', type: 'http' };
          const { body } = await admin.post(PATH, {
            ...tool,
            endpoint: 'https://x.example.com',
            settings: { method: 'GET' },
          });
          await admin.patch(`${PATH}/${body.id}`, { description: 'Changed.' }, { 'if-match': '*' });
          await admin.delete(`${PATH}/${body.id}`, { 'if-match': '*' });
        }
      };
      const writers = [write()];
      const listed = (await pages(admin, `sort=${sort}`, 2)).map(({ name }) => name).filter((it) => NAMES.includes(it));
      writing = false;
      await Promise.all(writers);
      expect(listed.toSorted()).toEqual(NAMES.toSorted());
    },
  );

  it('refuse the cursor of another filter', async () => {
    const { body } = await admin.get(`${PATH}?limit=1&tag=even`);
    expect((await admin.get(`${PATH}?tag=odd&cursor=${body.page.nextCursor}`)).body.code).toBe('INVALID_CURSOR');
  });
});

describe('visibility', () => {
  let agent: ApiClient;

  const policy = (given: object) =>
    admin.post('/api/v1/policies', { kind: 'role_based', settings: { roles: ['user'] }, ...given });

  beforeAll(async () => {
    await admin.post('/api/v1/agents', { name: 'reader', type: 'bot', password: PASSWORD, roles: ['user'] });
    agent = await new ApiClient(registry.url).login('reader', PASSWORD);
    const hidden = await policy({
      name: 'odd is hidden',
      effect: 'deny',
      target: { tags: { only: ['odd'] }, actions: { only: ['discover'] } },
    });
    const closed = await policy({
      name: 'gamma is closed',
      effect: 'deny',
      target: { tools: { only: [ids['gamma']] }, actions: { only: ['describe'] } },
    });
    expect([hidden.status, closed.status]).toEqual([201, 201]);
  });

  it('is the same in lists, search and by id', async () => {
    const listed = new Set((await pages(agent, 'sort=name', 2)).map((it) => it.name));
    const found = await agent.get(`${PATH}/search?q=greek%20letter&limit=100`);
    expect(new Set(found.body.data.map((it: Listed) => it.name))).toEqual(listed);
    for (const name of NAMES) {
      const { status } = await agent.get(`${PATH}/${String(ids[name])}`);
      expect([name, status !== 404]).toEqual([name, listed.has(name)]);
    }
    expect(listed).toEqual(new Set(NAMES.filter((_, index) => index % 2 === 0)));
    expect(await pages(admin, 'sort=name', 100)).toHaveLength(NAMES.length);
    const counted = await agent.get(`${PATH}?facets=tag`);
    expect(counted.body.facets.tag).toEqual([
      { value: 'even', count: listed.size },
      { value: 'team-a', count: listed.size },
    ]);
    expect((await agent.get(`${PATH}?tag=odd&facets=status`)).body).toMatchObject({ data: [], facets: { status: [] } });
  });

  it('does not tell what is hidden from what is not there', async () => {
    const hidden = await agent.get(`${PATH}/${String(ids['Beta'])}`);
    const absent = await agent.get(`${PATH}/01990000-0000-7000-8000-000000000000`);
    const telling = ({ status, body }: typeof hidden) => ({ status, code: body.code, detail: body.detail });
    expect(telling(hidden)).toEqual(telling(absent));
  });

  it('shows that a tool is there which may not be described, with the decision', async () => {
    const { status, body } = await agent.get(`${PATH}/${String(ids['gamma'])}`);
    expect(status).toBe(403);
    expect(body.decisionId).toEqual(expect.any(String));
  });

  it('changes with a tool that changes', async () => {
    const patch = await admin.patch(`${PATH}/${String(ids['alpha'])}`, { tags: ['odd'] }, { 'if-match': '*' });
    expect(patch.status).toBe(200);
    expect((await agent.get(`${PATH}/${String(ids['alpha'])}`)).status).toBe(404);
    expect((await pages(agent, 'sort=name', 100)).map((it) => it.name)).not.toContain('alpha');
  });

  it('does not let change what may not be managed', async () => {
    await admin.post('/api/v1/agents', {
      name: 'publisher',
      type: 'bot',
      password: PASSWORD,
      roles: ['tool_publisher'],
    });
    const publisher = await new ApiClient(registry.url).login('publisher', PASSWORD);
    const foreign = await publisher.patch(`${PATH}/${String(ids['epsilon'])}`, { title: 'Mine' }, { 'if-match': '*' });
    expect(foreign.status).toBe(403);
    expect(foreign.body.decisionId).toEqual(expect.any(String));
    const own = await publisher.post(PATH, {
      name: 'own',
      description: 'd',
      type: 'http',
      endpoint: 'https://x.example.com',
      settings: { method: 'GET' },
    });
    expect(
      (await publisher.patch(`${PATH}/${String(own.body.id)}`, { title: 'Mine' }, { 'if-match': '*' })).status,
    ).toBe(200);
    expect((await agent.post(PATH, {})).status).toBe(403);
  });
});
