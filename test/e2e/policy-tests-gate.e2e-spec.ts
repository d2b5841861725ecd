import { FailingFactsModule } from '../support/failing-facts.js';
import { etag, POLICIES, PolicyTestStory } from '../support/policy-test-story.js';
import { startSecondInstance } from '../support/second-instance.js';
import type { RegisteredTool } from '../support/tools.js';

const NOBODY = { settings: { roles: [] } };
const DENY = { effect: 'deny', settings: { roles: 'any' } };

let story: PolicyTestStory;
let tool: RegisteredTool;

beforeAll(async () => {
  story = await PolicyTestStory.begin({ variables: { DATABASE_POOL_MAX: '2' }, extensions: [FailingFactsModule] });
});
afterAll(() => story.registry.close());

beforeEach(async () => {
  tool = await story.tool();
});

const policyOf = async (id: string) => (await story.admin.get(`${POLICIES}/${id}`)).body;
const namesOf = ({ body }: { body: { tests?: { name: string }[] } }) => body.tests?.map(({ name }) => name);

describe('a change of policies that breaks a test', () => {
  it('is refused when it adds a policy', async () => {
    await story.policy(tool);
    const test = await story.test(tool);
    const { status, body } = await story.savePolicy(tool, { name: 'Closed', ...DENY });
    expect({ status, code: body.code, detail: body.detail }).toEqual({
      status: 409,
      code: 'POLICY_TEST_FAILED',
      detail: `Nothing was changed: the change would break the policy test "${test.name}".`,
    });
    expect(body.tests).toEqual([
      {
        id: test.id,
        name: test.name,
        status: 'failed',
        detail: 'Expected a yes, got DENIED_BY_POLICY: A policy forbids it.',
        expected: { allowed: true },
        got: { allowed: false, reason: { code: 'DENIED_BY_POLICY', detail: 'A policy forbids it.' } },
      },
    ]);
    expect(await story.resultOf(test.id)).toMatchObject({ status: 'passed' });
    const { data } = (await story.admin.get(`${POLICIES}?effect=deny&limit=100`)).body;
    expect(data.filter((it: { name: string }) => it.name === 'Closed')).toEqual([]);
  });

  it('is refused when it changes, rolls back or deletes one, and leaves it as it was', async () => {
    const id = await story.policy(tool, NOBODY);
    await story.admin.patch(`${POLICIES}/${id}`, { settings: { roles: ['user'] } }, etag(1));
    const test = await story.test(tool);
    const refused = [
      await story.admin.patch(`${POLICIES}/${id}`, { mode: 'shadow' }, etag(2)),
      await story.admin.post(`${POLICIES}/${id}/rollback`, { revision: 1 }, etag(2)),
      await story.deletePolicy(id),
    ];
    expect(refused.map(({ status }) => status)).toEqual([409, 409, 409]);
    expect(refused.map(namesOf)).toEqual([[test.name], [test.name], [test.name]]);
    expect(await policyOf(id)).toMatchObject({ mode: 'enforced', settings: { roles: ['user'] }, revision: 2 });
    expect((await story.admin.get(`${POLICIES}/${id}/versions`)).body.data).toHaveLength(2);
  });

  it('lands once the test is gone', async () => {
    const id = await story.policy(tool);
    const test = await story.test(tool);
    expect((await story.deletePolicy(id)).status).toBe(409);
    await story.admin.delete(`/api/v1/policy-tests/${test.id}`, etag(1));
    expect((await story.deletePolicy(id)).status).toBe(204);
  });

  it('is refused for the reason alone, where the test names one', async () => {
    const test = await story.test(tool, { expect: { allowed: false, reasonCode: 'NO_PERMIT' } });
    expect(test.result.status).toBe('passed');
    expect(await story.savePolicy(tool, DENY)).toMatchObject({ status: 409 });
  });
});

describe('a test that failed before', () => {
  it('stops no change', async () => {
    const test = await story.test(tool);
    expect(test.result.status).toBe('failed');
    await story.policy(tool, NOBODY);
    await story.policy(tool, DENY);
  });

  it('is guarded from the change that makes it pass', async () => {
    const test = await story.test(tool);
    const id = await story.policy(tool);
    expect(await story.resultOf(test.id)).toMatchObject({ status: 'passed' });
    expect(await story.deletePolicy(id)).toMatchObject({ status: 409 });
  });

  it('stops one that turns a no for another reason into a yes', async () => {
    const test = await story.test(tool, { expect: { allowed: false, reasonCode: 'DENIED_BY_POLICY' } });
    expect(test.result).toMatchObject({ status: 'failed', got: { allowed: false } });
    expect(namesOf(await story.savePolicy(tool))).toEqual([test.name]);
  });
});

describe('a broken test', () => {
  it('says that its tool is gone, and stops no change', async () => {
    const id = await story.policy(tool);
    const test = await story.test(tool);
    await story.admin.delete(`/api/v1/tools/${tool.id}`, { 'if-match': '*' });
    const result = await story.resultOf(test.id);
    expect(result).toMatchObject({ status: 'broken', detail: 'The tool of the test is gone.', got: null });
    expect((await story.deletePolicy(id)).status).toBe(204);
  });

  it('says that its agent is gone, and stops no change', async () => {
    const id = await story.policy(tool);
    const agent = (await story.admin.post('/api/v1/agents', { name: 'leaver', type: 'bot', roles: ['user'] })).body;
    const test = await story.test(tool, { given: { roles: undefined, agentId: agent.id } });
    expect(test.result.status).toBe('passed');
    await story.admin.delete(`/api/v1/agents/${agent.id}`, { 'if-match': '*' });
    const result = await story.resultOf(test.id);
    expect(result).toMatchObject({ status: 'broken', detail: 'The agent of the test is gone.', got: null });
    expect((await story.deletePolicy(id)).status).toBe(204);
  });
});

describe('changes at the same time', () => {
  it('that break a test only together do not both land, on two instances neither', async () => {
    const second = await startSecondInstance(story.registry, { DATABASE_POOL_MAX: '2' });
    const other = await second.api.login();
    for (let round = 0; round < 5; round++) {
      const contested = await story.tool();
      const [one, two] = [await story.policy(contested), await story.policy(contested)];
      const test = await story.test(contested);
      const replies = await Promise.all([
        story.deletePolicy(one),
        other.patch(`${POLICIES}/${two}`, { mode: 'disabled' }, { 'if-match': '*' }),
      ]);
      expect(replies.map(({ status }) => status).filter((it) => it === 409)).toHaveLength(1);
      expect(await story.resultOf(test.id)).toMatchObject({ status: 'passed' });
    }
    await second.close();
  });

  it('all land where they break nothing, however few connections there are', async () => {
    await story.policy(tool);
    await story.test(tool);
    const saved = await Promise.all(Array.from({ length: 12 }, () => story.savePolicy(tool)));
    expect(saved.map(({ status }) => status)).toEqual(Array(12).fill(201));
  });

  it('and a test that is saved meanwhile leave no test failing that was said to pass', async () => {
    for (let round = 0; round < 5; round++) {
      const contested = await story.tool();
      const id = await story.policy(contested);
      const [test, deletion] = await Promise.all([story.test(contested), story.deletePolicy(id)]);
      const now = (await story.resultOf(test.id)).status;
      expect([deletion.status, now]).toEqual(test.result.status === 'passed' ? [409, 'passed'] : [204, 'failed']);
    }
  });
});

describe('a kind whose question to the database fails', () => {
  const UNANSWERED = { expect: { allowed: false, reasonCode: 'INDETERMINATE' } };

  it('takes neither a change of policies nor one of tests with it', async () => {
    const early = await story.test(tool, UNANSWERED);
    const id = await story.policy(tool, { kind: 'failing_facts', settings: {} });
    expect(await policyOf(id)).toMatchObject({ id, revision: 1 });
    const late = await story.test(tool, UNANSWERED);
    expect([early.result.status, late.result.status]).toEqual(['failed', 'passed']);
    expect(await story.resultOf(early.id)).toMatchObject({ status: 'passed' });
    expect(await story.resultOf(late.id)).toMatchObject({ status: 'passed' });
  });
});
