import { CredentialStory } from '../support/credential-story.js';

let story: CredentialStory;

beforeAll(async () => {
  story = await CredentialStory.begin({ CREDENTIAL_DEFAULT_TTL_SECONDS: '600', CREDENTIAL_MAX_TTL_SECONDS: '1200' });
});
afterAll(() => story.end());

describe('vending', () => {
  it('vends nothing until a policy permits it, and tells the decision', async () => {
    const [tool, agent] = [await story.tool(), await story.agent()];
    const refused = await story.vend(agent, tool);
    expect(refused).toMatchObject({ status: 403, body: { code: 'ACCESS_DENIED' } });
    expect(refused.body.decisionId).toMatch(/^[0-9a-f-]{36}$/);

    await story.permit(tool);
    const { status, body, headers } = await story.vend(agent, tool, { reason: 'counting' });
    expect(status).toBe(201);
    expect(headers.get('cache-control')).toBe('no-store');
    expect(body).toEqual({
      id: expect.any(String),
      token: expect.stringMatching(/^trc_[0-9A-Za-z]{49}$/),
      accessor: expect.stringMatching(/^tra_[0-9A-Za-z]{49}$/),
      tokenType: 'Bearer',
      toolId: tool.id,
      versionId: null,
      agentId: agent.id,
      scopes: expect.arrayContaining(['invoke', 'stock:read', 'stock:write']),
      issuedAt: expect.any(String),
      expiresAt: expect.any(String),
      maxUses: null,
      warnings: [],
      decisionId: expect.any(String),
      leaseId: `tools/${tool.id}/agents/${agent.id}/${body.id}`,
      format: 'opaque',
      renewable: true,
      maxExpiresAt: expect.any(String),
      audience: null,
      addresses: null,
      boundKey: null,
      parentId: null,
      delegations: 0,
    });
    expect(Date.parse(body.maxExpiresAt) - Date.parse(body.issuedAt)).toBe(1_200_000);
    expect(Date.parse(body.expiresAt) - Date.parse(body.issuedAt)).toBe(600_000);
  });

  it('takes a request without a body for one that asks for nothing in particular', async () => {
    const [tool, agent] = [await story.tool(), await story.agent()];
    await story.permit(tool);
    const { status, body } = await agent.client.post(`/api/v1/tools/${tool.id}/credentials`);
    expect({ status, body }).toMatchObject({ status: 201, body: { token: expect.any(String), warnings: [] } });
  });

  it('cuts what is asked beyond the limits, with warnings', async () => {
    const [tool, agent] = [await story.tool(), await story.agent()];
    await story.permit(tool);
    const { body } = await story.vend(agent, tool, { scopes: ['stock:read', 'gold'], ttlSeconds: 86_400, maxUses: 3 });
    expect(body.scopes).toEqual(['stock:read']);
    expect(Date.parse(body.expiresAt) - Date.parse(body.issuedAt)).toBe(1_200_000);
    expect(body.maxUses).toBe(3);
    expect(body.warnings.map((it: { code: string }) => it.code)).toEqual(['SCOPES_NARROWED', 'TTL_CAPPED']);
  });

  it.each([[['gold']], [[]]])('refuses a credential without any scope: asked for %j', async (scopes) => {
    const [tool, agent] = [await story.tool(), await story.agent()];
    await story.permit(tool);
    const { status, body } = await story.vend(agent, tool, { scopes });
    expect({ status, code: body.code }).toEqual({ status: 403, code: 'NO_SCOPES_GRANTED' });
    expect(body.decisionId).toEqual(expect.any(String));
  });

  it.each([
    ['ttlSeconds', 0],
    ['ttlSeconds', -1],
    ['ttlSeconds', 1.5],
    ['ttlSeconds', 2_592_001],
    ['ttlSeconds', '60'],
    ['ttlSeconds', null],
    ['maxUses', 0],
    ['maxUses', null],
    ['scopes', 'invoke'],
    ['scopes', ['invoke', 'invoke']],
    ['scopes', ['two words']],
    ['reason', 'x'.repeat(501)],
    ['scopes', ['*', 'invoke\n']],
    ['ttlSeconds', 1e308],
    ['maxUses', -1],
    ['audience', 'https://example.com'],
    ['audience', ''],
    ['audience', null],
    ['format', 'JWT'],
    ['format', null],
    ['addresses', []],
    ['addresses', ['10.0.0.0/33']],
    ['addresses', ['*']],
    ['addresses', '10.0.0.0/8'],
    ['boundKey', '*'],
    ['boundKey', `${'A'.repeat(42)}B`],
    ['renewable', 'yes'],
    ['delegations', -1],
    ['delegations', 6],
    ['parentId', '01953000-0000-7000-8000-000000000000'],
    ['agentId', '01953000-0000-7000-8000-000000000000'],
    ['__proto__x', 1],
  ])('refuses %s = %j', async (member, value) => {
    const [tool, agent] = [await story.tool(), await story.agent()];
    await story.permit(tool);
    const { status, body } = await story.vend(agent, tool, { [member]: value });
    expect(status).toBe(400);
    expect(body.errors[0].pointer).toMatch(new RegExp(`^/${member}`));
    expect((await agent.client.get('/api/v1/credentials')).body.data).toEqual([]);
  });

  it('does not know a tool that does not exist', async () => {
    const agent = await story.agent();
    const tool = { id: '01953000-0000-7000-8000-000000000000', name: '', etag: '' };
    expect(await story.vend(agent, tool)).toMatchObject({ status: 404, body: { code: 'TOOL_NOT_FOUND' } });
  });

  it('replays a repeated request without the token', async () => {
    const [tool, agent] = [await story.tool(), await story.agent()];
    await story.permit(tool);
    const path = `/api/v1/tools/${tool.id}/credentials`;
    const key = { 'idempotency-key': `"${tool.id}"` };
    const first = await agent.client.post(path, {}, key);
    const again = await agent.client.post(path, {}, key);
    const metadata = { ...first.body };
    delete metadata.token;
    delete metadata.accessor;
    expect(again.body).toEqual({ ...metadata, secretOmitted: true });
  });
});

describe('reading credentials', () => {
  it("shows agents their own and nobody's token; managers see all", async () => {
    const [tool, one, other] = [await story.tool(), await story.agent(), await story.agent()];
    await story.permit(tool);
    const mine = (await story.vend(one, tool)).body;
    const theirs = (await story.vend(other, tool)).body;

    const list = await one.client.get(`/api/v1/credentials?toolId=${tool.id}`);
    expect(list.body.data.map((it: { id: string }) => it.id)).toEqual([mine.id]);
    expect(list.body.data[0]).toMatchObject({ status: 'active', usesLeft: null, revokedAt: null });
    expect(JSON.stringify(list.body)).not.toContain('trc_');
    expect((await one.client.get(`/api/v1/credentials?agentId=${other.id}`)).body.data).toEqual([]);
    expect((await one.client.get(`/api/v1/credentials/${mine.id}`)).body).toMatchObject({ id: mine.id });
    expect((await one.client.get(`/api/v1/credentials/${theirs.id}`)).status).toBe(404);

    const all = await story.admin.get(`/api/v1/credentials?toolId=${tool.id}&limit=1`);
    expect(all.body.data.map((it: { id: string }) => it.id)).toEqual([theirs.id]);
    const next = await story.admin.get(`/api/v1/credentials?cursor=${all.body.page.nextCursor}&limit=1`);
    expect(next.body.data.map((it: { id: string }) => it.id)).toEqual([mine.id]);
    expect(next.body.page).toEqual({ nextCursor: null, hasMore: false });
  });

  it('filters by what a credential is worth now', async () => {
    const [tool, agent] = [await story.tool(), await story.agent()];
    await story.permit(tool);
    const active = (await story.vend(agent, tool)).body;
    const spent = (await story.vend(agent, tool, { maxUses: 1 })).body;
    const revoked = (await story.vend(agent, tool)).body;
    await story.isActive(spent.token);
    await agent.client.post(`/api/v1/credentials/${revoked.id}/revoke`, { reason: 'done' });
    const idsOf = async (status: string) => {
      const { body } = await agent.client.get(`/api/v1/credentials?toolId=${tool.id}&status=${status}`);
      return body.data.map((it: { id: string }) => it.id);
    };
    expect(await idsOf('active')).toEqual([active.id]);
    expect(await idsOf('used_up')).toEqual([spent.id]);
    expect(await idsOf('revoked')).toEqual([revoked.id]);
    expect(await idsOf('expired')).toEqual([]);
  });
});
