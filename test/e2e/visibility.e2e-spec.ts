import fc from 'fast-check';
import type { ApiClient } from '../support/api-client.js';
import { CredentialStory, type TestAgent } from '../support/credential-story.js';

const PATH = '/api/v1/policies';
const TAGS = ['red', 'blue'];

let story: CredentialStory;
let publisher: TestAgent;
let ids: string[];

async function removePolicies(): Promise<void> {
  const { body } = await story.admin.get(`${PATH}?limit=100`);
  for (const { id } of body.data as { id: string }[]) await story.admin.delete(`${PATH}/${id}`, { 'if-match': '*' });
}

async function add(name: string, policy: object): Promise<void> {
  expect(await story.admin.post(PATH, { name, ...policy })).toMatchObject({ status: 201 });
}

async function listed(client: ApiClient): Promise<string[]> {
  const { status, body } = await client.get('/api/v1/tools?limit=100');
  expect(status).toBe(200);
  return (body.data as { id: string }[]).map((it) => it.id).sort();
}

async function allowed(agent: TestAgent): Promise<string[]> {
  const answers = ids.map(async (toolId) => {
    const { body } = await story.admin.post(`${PATH}/evaluate`, { agentId: agent.id, toolId, action: 'discover' });
    return { toolId, yes: body.allowed as boolean };
  });
  return (await Promise.all(answers))
    .filter((it) => it.yes)
    .map((it) => it.toolId)
    .sort();
}

async function register(client: ApiClient, name: string, tags: string[]): Promise<string> {
  const tool = { name, description: 'Echoes.', type: 'call', endpoint: story.upstream.url, tags };
  const { status, body } = await client.post('/api/v1/tools', tool);
  expect({ status, body }).toMatchObject({ status: 201 });
  return body.id as string;
}

beforeAll(async () => {
  story = await CredentialStory.begin();
  publisher = await story.agent({ roles: ['tool_publisher'] });
  ids = [
    await register(publisher.client, 'red_one', ['red']),
    await register(publisher.client, 'plain', []),
    await register(story.admin, 'blue_one', ['blue']),
    await register(story.admin, 'both', ['red', 'blue']),
  ].sort();
});
afterAll(() => story.end());
beforeEach(removePolicies);

describe('lists of tools', () => {
  it('show nothing where nothing permits', async () => {
    expect(await listed(publisher.client)).toEqual([]);
    expect(await listed(story.admin)).toEqual([]);
  });

  it('follow tools and policies at once, also where a kind looks at each tool', async () => {
    await add('Owners see their tools', { kind: 'owner', settings: {} });
    const before = await listed(publisher.client);
    expect(before).toHaveLength(2);
    const added = await register(publisher.client, 'another', []);
    expect(await listed(publisher.client)).toEqual([...before, added].sort());
    expect((await publisher.client.delete(`/api/v1/tools/${added}`, { 'if-match': '*' })).status).toBe(204);
    expect(await listed(publisher.client)).toEqual(before);
    await add('No plain tools', {
      kind: 'role_based',
      effect: 'deny',
      settings: { roles: 'any' },
      target: { tools: { only: before.slice(1) } },
    });
    expect(await listed(publisher.client)).toEqual(before.slice(0, 1));
  });

  it('show what single decisions allow, whatever the policies', async () => {
    const dimension = (members: string[]) =>
      fc.oneof(
        fc.constant('any'),
        fc.subarray(members).map((only) => ({ only })),
      );
    const kind = fc.constantFrom(
      { kind: 'owner', settings: {} },
      { kind: 'role_based', settings: { roles: 'any' } },
      { kind: 'role_based', settings: { roles: ['tool_publisher'] } },
      { kind: 'role_based', settings: { roles: [] } },
    );
    const policy = fc.record({
      kind,
      effect: fc.constantFrom('permit', 'permit', 'deny', 'require'),
      target: fc.record({ tags: dimension(TAGS), toolTypes: dimension(['call', 'http']), tools: dimension(ids) }),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(policy, { minLength: 1, maxLength: 4 }), async (policies) => {
        await removePolicies();
        for (const [index, { kind: type, ...rest }] of policies.entries())
          await add(`Rule ${String(index)}`, { ...type, ...rest });
        expect(await listed(publisher.client)).toEqual(await allowed(publisher));
      }),
      { numRuns: 25 },
    );
  });
});
