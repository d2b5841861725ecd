import { CredentialStory, type TestAgent, type TestTool } from '../support/credential-story.js';

const POLICIES = '/api/v1/policies';
const ROUNDS = 15;
const ANY_REVISION = { 'if-match': '*' };

/** What a permit names, and somebody whom it lets do something by that. */
interface Named {
  readonly target: object;
  readonly permitted: object;
  readonly path: string;
  /** What takes it away; unset, it is deleted. */
  readonly change?: object;
}

let story: CredentialStory;
let bystander: TestAgent;
let tool: TestTool;
let count = 0;

beforeAll(async () => {
  story = await CredentialStory.begin();
  bystander = await story.agent();
  tool = await story.tool();
  const { body } = await story.admin.get(POLICIES);
  const others = (body.data as { id: string; name: string }[]).filter(({ name }) => !name.startsWith('Administrators'));
  for (const { id } of others) await story.admin.delete(`${POLICIES}/${id}`, ANY_REVISION);
});
afterAll(() => story.end());

async function namesTool(): Promise<Named> {
  const { id } = await story.tool();
  return { target: { tools: { only: [id] } }, permitted: { toolId: id }, path: `tools/${id}` };
}

async function namesTag(): Promise<Named> {
  const tag = `tag-${String(++count)}`;
  const { id } = await story.tool({ tags: [tag] });
  const change = { tags: [`${tag}-renamed`] };
  return { target: { tags: { only: [tag] } }, permitted: { toolId: id }, path: `tools/${id}`, change };
}

async function namesAgent(): Promise<Named> {
  const { id } = await story.agent();
  return { target: { agents: { only: [id] } }, permitted: { agentId: id }, path: `agents/${id}` };
}

async function namesRole(): Promise<Named> {
  const role = `role_${String(++count)}`;
  const created = await story.admin.post('/api/v1/roles', { name: role, description: 'Gone soon.', permissions: [] });
  expect(created.status).toBe(201);
  return { target: { roles: { only: [role] } }, permitted: { roles: [role] }, path: `roles/${role}` };
}

async function permit(target: object): Promise<string> {
  const policy = { name: `Last ${String(++count)}`, kind: 'role_based', effect: 'permit', settings: { roles: 'any' } };
  const { status, body } = await story.admin.post(POLICIES, { ...policy, target });
  expect({ status, body }).toMatchObject({ status: 201 });
  return body.id as string;
}

async function allows(question: object = {}): Promise<boolean> {
  const asked = { agentId: bystander.id, toolId: tool.id, action: 'invoke', ...question };
  const { status, body } = await story.admin.post(`${POLICIES}/evaluate`, asked);
  expect(status).toBe(200);
  return body.allowed as boolean;
}

/** Everything that might be had all the same of a tool, by somebody, that no permit names. */
async function expectNothingForBystander(): Promise<void> {
  const [decided, list, byId, vended] = await Promise.all([
    allows(),
    bystander.client.get('/api/v1/tools'),
    bystander.client.get(`/api/v1/tools/${tool.id}`),
    story.vend(bystander, tool),
  ]);
  const listed = (list.body.data as { id: string }[]).some(({ id }) => id === tool.id);
  expect({ decided, listed, byId: byId.status, vended: vended.status }).toEqual({
    decided: false,
    listed: false,
    byId: 404,
    vended: 404,
  });
}

describe('a permit whose last target goes', () => {
  it.each([
    ['a tool that is deleted', namesTool],
    ['a tag that is renamed', namesTag],
    ['an agent that is deleted', namesAgent],
    ['a role that is deleted', namesRole],
  ])('permits nobody else anything, then or meanwhile: %s', async (_what, name) => {
    for (let round = 0; round < ROUNDS; round++) {
      const { target, permitted, path, change } = await name();
      const policyId = await permit(target);
      expect(await allows(permitted)).toBe(true);
      const [gone] = await Promise.all([
        change
          ? story.admin.patch(`/api/v1/${path}`, change, ANY_REVISION)
          : story.admin.delete(`/api/v1/${path}`, ANY_REVISION),
        expectNothingForBystander(),
        expectNothingForBystander(),
      ]);
      expect(gone.status).toBe(change ? 200 : 204);
      await expectNothingForBystander();
      expect((await story.admin.get(`${POLICIES}/${policyId}`)).body.target).toMatchObject(target);
      await story.admin.delete(`${POLICIES}/${policyId}`, ANY_REVISION);
    }
  });

  it('permits nothing else, then or meanwhile: the last name of its target is taken off', async () => {
    for (let round = 0; round < ROUNDS; round++) {
      const { target, permitted } = await namesTool();
      const policyId = await permit(target);
      expect(await allows(permitted)).toBe(true);
      const [changed] = await Promise.all([
        story.admin.patch(`${POLICIES}/${policyId}`, { target: { tools: { only: [] } } }, ANY_REVISION),
        expectNothingForBystander(),
        expectNothingForBystander(),
      ]);
      expect(changed.status).toBe(200);
      expect(await allows(permitted)).toBe(false);
      await expectNothingForBystander();
    }
  });
});
