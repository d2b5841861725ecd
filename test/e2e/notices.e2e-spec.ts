import { Module } from '@nestjs/common';
import type { DomainEvent } from '../../src/common/events/domain-event.js';
import { MONITORING_SINK, type MonitoringSink, ToolUsersConcerned } from '../../src/monitoring/index.js';
import { CredentialStory, type TestAgent, type TestTool } from '../support/credential-story.js';
import { eventually } from '../support/eventually.js';
import { query } from '../support/test-database.js';

const NOTICES = '/api/v1/auth/me/notices';
const ANY = { 'if-match': '*' };
const concerned: ToolUsersConcerned[] = [];

const sink: MonitoringSink = {
  kind: 'concerned',
  description: 'Keeps whom changes of tools concern.',
  setup: () => undefined,
  recordRequest: () => undefined,
  recordError: () => undefined,
  recordEvent: (event: DomainEvent) => void (event instanceof ToolUsersConcerned && concerned.push(event)),
};

@Module({ providers: [MONITORING_SINK.provide({ useFactory: () => sink })] })
class ConcernedModule {}

let story: CredentialStory;
let user: TestAgent;
let other: TestAgent;

beforeAll(async () => {
  story = await CredentialStory.begin({}, [], [ConcernedModule]);
  [user, other] = [await story.agent(), await story.agent()];
});
afterAll(() => story.end());

const noticesOf = async (agent: TestAgent, asked = '') => {
  const { status, body } = await agent.client.get(`${NOTICES}${asked}`);
  expect({ status, body }).toMatchObject({ status: 200 });
  return body;
};
const noticesAbout = async (agent: TestAgent, { id }: TestTool) =>
  (await noticesOf(agent, '?limit=100')).data.filter(({ toolId }: { toolId: string }) => toolId === id);

async function take(tool: TestTool, transition: string, given: object = {}): Promise<void> {
  const body = { transition, reason: 'There is a better one.', ...given };
  expect(await story.admin.post(`/api/v1/tools/${tool.id}/transitions`, body, ANY)).toMatchObject({ status: 200 });
}

async function usedTool(definition: Readonly<Record<string, unknown>> = {}): Promise<TestTool> {
  const tool = await story.tool(definition);
  await story.permit(tool);
  expect(await story.vend(user, tool)).toMatchObject({ status: 201 });
  return tool;
}

/** As if it had been vended for so many days ago. */
const usedBefore = (tool: TestTool, agent: TestAgent, days: number) =>
  query(
    story.registry.databaseUrl,
    `INSERT INTO tool_usage (id, at, kind, tool_id, agent_id)
     VALUES (gen_random_uuid(), now() - make_interval(days => $3), 'vend', $1, $2)`,
    [tool.id, agent.id, days],
  );

describe('who used a tool', () => {
  it('is told that it is deprecated, why, until when and what takes its place', async () => {
    const [tool, next] = [await usedTool(), await story.tool()];
    await take(tool, 'deprecate', { sunsetAt: '2099-12-31T00:00:00.000Z', successorId: next.id });
    expect(await noticesAbout(user, tool)).toEqual([
      {
        ...{ id: expect.any(String), at: expect.any(String), kind: 'deprecated', toolId: tool.id, toolName: tool.name },
        ...{ reason: 'There is a better one.', sunsetAt: '2099-12-31T00:00:00.000Z', successorId: next.id },
      },
    ]);
    expect(await noticesAbout(other, tool)).toEqual([]);
  });

  it.each([
    ['retired', (tool: TestTool) => take(tool, 'retire')],
    ['quarantined', (tool: TestTool) => take(tool, 'quarantine')],
    ['deleted', (tool: TestTool) => story.admin.delete(`/api/v1/tools/${tool.id}`, ANY)],
  ])('is told that it is %s, and no more where it may not discover it any more', async (kind, change) => {
    const tool = await usedTool();
    await change(tool);
    const nothing = { toolName: null, reason: null, sunsetAt: null, successorId: null };
    expect(await noticesAbout(user, tool)).toMatchObject([{ kind, toolId: tool.id, ...nothing }]);
  });

  it('is not told of a successor that it may not discover', async () => {
    const [tool, hidden] = [await usedTool(), await story.tool({ tags: ['hidden'] })];
    const target = { tools: { only: [hidden.id] } };
    const hiding = { name: 'Hidden', kind: 'role_based', effect: 'deny', settings: { roles: ['user'] }, target };
    expect(await story.admin.post('/api/v1/policies', hiding)).toMatchObject({ status: 201 });
    await take(tool, 'deprecate', { successorId: hidden.id });
    expect(await noticesAbout(user, tool)).toMatchObject([{ kind: 'deprecated', successorId: null }]);
  });

  it.each([
    [29, 1],
    [31, 0],
    [-1, 0],
  ])('%d days before is told of it %d times', async (days, times) => {
    const tool = await story.tool();
    await usedBefore(tool, user, days);
    await take(tool, 'deprecate');
    expect(await noticesAbout(user, tool)).toHaveLength(times);
  });

  it('is told to monitoring sinks, each once', async () => {
    const tool = await usedTool();
    await story.vend(user, tool);
    await story.vend(other, tool);
    await usedBefore(tool, await story.agent(), 31);
    await take(tool, 'deprecate');
    await eventually(() => {
      const told = concerned.filter(({ toolId }) => toolId === tool.id);
      expect(told).toMatchObject([{ kind: 'deprecated', agentIds: [user.id, other.id].sort() }]);
    });
  });
});

describe('the notices', () => {
  it('come in pages that together are the whole once, the newest first', async () => {
    const whole = (await noticesOf(user, '?limit=100')).data;
    expect(whole.length).toBeGreaterThan(4);
    expect(whole.map(({ at }: { at: string }) => at)).toEqual(
      whole
        .map(({ at }: { at: string }) => at)
        .sort()
        .reverse(),
    );
    const pages: unknown[] = [];
    for (let after: string | null = ''; after !== null;) {
      const { data, page } = await noticesOf(user, `?limit=2${after && `&cursor=${after}`}`);
      pages.push(...data);
      after = page.nextCursor;
    }
    expect(pages).toEqual(whole);
  });

  it('are those between two moments', async () => {
    const [first] = (await noticesOf(user, '?limit=1')).data;
    expect((await noticesOf(user, `?from=${first.at}`)).data).toEqual([first]);
    expect((await noticesOf(user, `?to=${first.at}&limit=100`)).data).not.toContainEqual(first);
  });

  it.each([
    ['limit=0', '/limit'],
    ['from=yesterday', '/from'],
    ['cursor=x', '/cursor'],
    ['agentId=1', '/agentId'],
  ])('are refused for %s', async (asked, pointer) => {
    const { status, body } = await user.client.get(`${NOTICES}?${asked}`);
    expect([status, JSON.stringify(body)]).toEqual([400, expect.stringContaining(pointer.slice(1))]);
  });

  it('are nobody’s who is not known', async () => {
    expect(await story.admin.as('').get(NOTICES)).toMatchObject({ status: 401 });
  });
});
