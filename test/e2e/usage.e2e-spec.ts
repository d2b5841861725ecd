import { CredentialStory, type TestAgent, type TestTool } from '../support/credential-story.js';
import { type HttpUpstream, startHttpUpstream } from '../support/http-upstream.js';
import { query } from '../support/test-database.js';

const DAY_MS = 86_400_000;

let story: CredentialStory;
let refusing: HttpUpstream;

beforeAll(async () => {
  refusing = await startHttpUpstream((_, reply) => void reply.writeHead(500).end('{}'));
  story = await CredentialStory.begin({}, [refusing]);
});
afterAll(async () => {
  await story.end();
  await refusing.close();
});

const usageOf = (tool: TestTool, range = '') => story.admin.get(`/api/v1/tools/${tool.id}/usage${range}`);

async function used(tool: TestTool, agent: TestAgent, times: number): Promise<void> {
  const { body } = await story.vend(agent, tool);
  for (let time = 0; time < times; time += 1) await story.invoke(body.token, tool);
}

describe('the usage of a tool', () => {
  it('is all zeros before it is used', async () => {
    const tool = await story.tool();
    expect((await usageOf(tool)).body).toEqual({
      toolId: tool.id,
      from: expect.any(String),
      to: expect.any(String),
      lastUsedAt: null,
      invocations: { total: 0, byOutcome: [], latencyMs: { p50: null, p95: null } },
      vends: 0,
      refusals: { total: 0, byReason: [] },
      agents: [],
    });
  });

  it('counts invocations, vends, refusals and agents', async () => {
    const [tool, busy, calm] = [await story.tool(), await story.agent(), await story.agent()];
    await story.vend(calm, tool);
    await story.permit(tool);
    await used(tool, busy, 3);
    await used(tool, calm, 1);
    const { status, body } = await usageOf(tool);
    expect(status).toBe(200);
    expect(body).toMatchObject({
      invocations: { total: 4, byOutcome: [{ outcome: 'success', count: 4 }] },
      vends: 2,
      refusals: { total: 1, byReason: [{ action: 'vend', code: 'NO_PERMIT', count: 1 }] },
      agents: [
        { agentId: busy.id, invocations: 3, vends: 1 },
        { agentId: calm.id, invocations: 1, vends: 1 },
      ],
    });
    expect(body.invocations.latencyMs.p95).toBeGreaterThanOrEqual(body.invocations.latencyMs.p50);
    expect(body.lastUsedAt).toBe(body.agents[1].lastUsedAt);
  });

  it('tells outcomes apart', async () => {
    const [tool, agent] = [await story.tool({ settings: { url: refusing.url } }), await story.agent()];
    await story.permit(tool);
    await used(tool, agent, 2);
    expect((await usageOf(tool)).body.invocations).toMatchObject({
      total: 2,
      byOutcome: [{ outcome: 'failure', count: 2 }],
    });
  });

  it('takes percentiles of what is on record', async () => {
    const tool = await story.tool();
    await query(
      story.registry.databaseUrl,
      `INSERT INTO tool_usage (id, at, kind, tool_id, agent_id, outcome, duration_ms)
       SELECT gen_random_uuid(), now(), 'invocation', $1, gen_random_uuid(), 'success', it FROM generate_series(1, 101) AS it`,
      [tool.id],
    );
    const { invocations, agents } = (await usageOf(tool)).body;
    expect(invocations.latencyMs).toEqual({ p50: 51, p95: 96 });
    expect(agents).toHaveLength(10);
  });

  it('is of the range that is asked for, by day or hour with the empty ones', async () => {
    const tool = await story.tool();
    const today = Math.floor(Date.now() / DAY_MS) * DAY_MS;
    const daysAgo = (days: number) => new Date(today - days * DAY_MS).toISOString();
    for (const at of [daysAgo(40), daysAgo(3), daysAgo(3), daysAgo(1)]) {
      await query(
        story.registry.databaseUrl,
        `INSERT INTO tool_usage (id, at, kind, tool_id, agent_id) VALUES (gen_random_uuid(), $2, 'vend', $1, gen_random_uuid())`,
        [tool.id, at],
      );
    }
    const { body } = await usageOf(tool, `?from=${daysAgo(3)}&to=${daysAgo(1)}&interval=day`);
    expect(body).toMatchObject({ vends: 2, lastUsedAt: daysAgo(1) });
    expect(body.series).toEqual([
      { from: daysAgo(3), invocations: 0, vends: 2 },
      { from: daysAgo(2), invocations: 0, vends: 0 },
    ]);
    expect((await usageOf(tool)).body.vends).toBe(3);
    expect((await usageOf(tool, `?from=${daysAgo(3)}&to=${daysAgo(2)}&interval=hour`)).body.series).toHaveLength(24);
  });

  it.each(['from=now', 'interval=week', 'from=2026-01-02T00:00:00Z&to=2026-01-01T00:00:00Z', 'limit=3'])(
    'refuses ?%s',
    async (range) => {
      expect((await usageOf(await story.tool(), `?${range}`)).status).toBe(400);
    },
  );

  it('is for holders of usage:read, for all tools or for this one', async () => {
    const [tool, other] = [await story.tool(), await story.tool()];
    const nobody = await story.agent();
    const narrowed = await story.agent({ permissions: [`usage:read:${tool.id}`] });
    expect((await nobody.client.get(`/api/v1/tools/${tool.id}/usage`)).status).toBe(403);
    expect((await narrowed.client.get(`/api/v1/tools/${tool.id}/usage`)).status).toBe(200);
    expect((await narrowed.client.get(`/api/v1/tools/${other.id}/usage`)).status).toBe(403);
  });

  it('is not there for those who may not discover the tool', async () => {
    const [tool, auditor] = [await story.tool(), await story.agent({ roles: ['auditor'] })];
    const path = `/api/v1/tools/${tool.id}/usage`;
    expect((await auditor.client.get(path)).status).toBe(200);
    await story.admin.post('/api/v1/policies', {
      name: 'Hidden from auditors',
      kind: 'role_based',
      effect: 'deny',
      settings: { roles: ['auditor'] },
      target: { tools: { only: [tool.id] }, actions: { only: ['discover'] } },
    });
    expect(await auditor.client.get(path)).toMatchObject({ status: 404, body: { code: 'TOOL_NOT_FOUND' } });
  });
});
