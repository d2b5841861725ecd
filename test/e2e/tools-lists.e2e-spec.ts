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

  it.each(['ownerId=me', 'sort=size', 'limit=0', 'limit=101', 'cursor=nonsense', 'colour=red', 'tag=a&tag=b'])(
    'refuse "%s"',
    async (filter) => expect((await admin.get(`${PATH}?${filter}`)).status).toBe(400),
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
