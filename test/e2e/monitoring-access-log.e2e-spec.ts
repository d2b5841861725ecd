import { CredentialStory } from '../support/credential-story.js';

let story: CredentialStory;

beforeAll(async () => {
  story = await CredentialStory.begin();
});
afterAll(() => story.end());

const entries = async (filter: string) => (await story.admin.get(`/api/v1/access-log?${filter}`)).body.data;

describe('the access log', () => {
  it('holds a refusal with its trace, under the id that the refused agent was told', async () => {
    const [tool, agent] = [await story.tool(), await story.agent()];
    const refused = await story.vend(agent, tool);
    expect(refused.status).toBe(403);
    const { status, body } = await story.admin.get(`/api/v1/access-log/${refused.body.decisionId}`);
    expect(status).toBe(200);
    expect(body).toMatchObject({
      decisionId: refused.body.decisionId,
      agentId: agent.id,
      toolId: tool.id,
      action: 'vend',
      allowed: false,
      reason: { code: 'NO_PERMIT' },
      address: '127.0.0.1',
      requestId: refused.headers.get('x-request-id'),
      trace: expect.any(Array),
    });
    const [audited] = (await story.admin.get(`/api/v1/audit?action=access.refused&subjectId=${tool.id}`)).body.data;
    expect(audited).toMatchObject({ outcome: 'refused', actorId: agent.id, decisionId: refused.body.decisionId });
  });

  it('shows which policy said what', async () => {
    const [tool, agent] = [await story.tool(), await story.agent()];
    const policy = await story.permit(tool);
    await story.vend(agent, tool);
    const [{ decisionId }] = await entries(`toolId=${tool.id}`);
    const { trace } = (await story.admin.get(`/api/v1/access-log/${decisionId}`)).body;
    expect(trace).toContainEqual(expect.objectContaining({ policyId: policy.id, effect: 'permit', outcome: 'match' }));
  });

  it('keeps the trace from those who may not read policies', async () => {
    const [tool, agent, reader] = [
      await story.tool(),
      await story.agent(),
      await story.agent({ permissions: ['access-log:read'] }),
    ];
    const { decisionId } = (await story.vend(agent, tool)).body;
    const { status, body } = await reader.client.get(`/api/v1/access-log/${decisionId}`);
    expect(status).toBe(200);
    expect(body).toMatchObject({ decisionId, allowed: false });
    expect(body).not.toHaveProperty('trace');
  });

  it('lists without traces, filtered, the newest first, page by page', async () => {
    const [tool, other, agent] = [await story.tool(), await story.tool(), await story.agent()];
    await story.vend(agent, tool);
    await story.permit(tool);
    const { token } = (await story.vend(agent, tool)).body;
    await story.invoke(token, tool);
    await story.vend(agent, other);
    const seen = await entries(`toolId=${tool.id}`);
    const summary = seen.map((it: { action: string; allowed: boolean }) => [it.action, it.allowed]);
    expect(summary).toEqual([
      ['invoke', true],
      ['vend', true],
      ['vend', false],
    ]);
    expect(seen[0]).not.toHaveProperty('trace');
    const counts = [
      'action=vend',
      'allowed=true',
      'allowed=false',
      `agentId=${agent.id}`,
      `agentId=${tool.id}`,
      'to=2020-01-01T00:00:00Z',
    ];
    expect(await Promise.all(counts.map(async (it) => (await entries(`toolId=${tool.id}&${it}`)).length))).toEqual([
      2, 2, 1, 3, 0, 0,
    ]);
    const first = (await story.admin.get(`/api/v1/access-log?agentId=${agent.id}&allowed=false&limit=1`)).body;
    expect(first).toMatchObject({ data: [{ toolId: other.id }], page: { hasMore: true } });
    const last = (await story.admin.get(`/api/v1/access-log?limit=1&cursor=${first.page.nextCursor}`)).body;
    expect(last).toMatchObject({
      data: [{ toolId: tool.id, allowed: false }],
      page: { hasMore: false, nextCursor: null },
    });
  });

  it('outlives the tool and the agent', async () => {
    const [tool, agent] = [await story.tool(), await story.agent()];
    const { decisionId } = (await story.vend(agent, tool)).body;
    expect((await story.admin.delete(`/api/v1/tools/${tool.id}`, { 'if-match': tool.etag })).status).toBe(204);
    expect((await story.admin.delete(`/api/v1/agents/${agent.id}`, { 'if-match': agent.etag })).status).toBe(204);
    expect((await story.admin.get(`/api/v1/access-log/${decisionId}`)).status).toBe(200);
    expect((await story.admin.get(`/api/v1/audit?actorId=${agent.id}`)).body.data).not.toHaveLength(0);
  });

  it.each(['action=fly', 'allowed=perhaps', 'toolId=x', 'color=red'])('refuses ?%s', async (filter) => {
    expect((await story.admin.get(`/api/v1/access-log?${filter}`)).status).toBe(400);
  });

  it('is for holders of access-log:read', async () => {
    const agent = await story.agent();
    expect((await agent.client.get('/api/v1/access-log')).status).toBe(403);
    expect((await story.admin.get(`/api/v1/access-log/${agent.id}`)).body.code).toBe('ACCESS_LOG_ENTRY_NOT_FOUND');
  });
});
