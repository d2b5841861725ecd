import { CredentialStory, type TestAgent, type TestTool } from '../support/credential-story.js';

let story: CredentialStory;
let agent: TestAgent;

beforeAll(async () => {
  story = await CredentialStory.begin();
  agent = await story.agent();
});
afterAll(() => story.end());

const ANY = { 'if-match': '*' };

/** With the versions 1.0.0 and 1.1.0, which has another scope and takes more; anybody may use it. */
async function versioned(): Promise<TestTool> {
  const tool = await story.tool({ authRequired: true });
  await story.permit(tool);
  const { status } = await story.admin.post(`/api/v1/tools/${tool.id}/versions`, {
    version: '1.1.0',
    scopes: ['stock:read', 'stock:write', 'stock:count'],
    inputSchema: { type: 'object', properties: { sku: { type: 'string' } }, additionalProperties: false },
  });
  expect(status).toBe(201);
  return tool;
}

const withdraw = (tool: TestTool, version: string) =>
  story.admin.post(`/api/v1/tools/${tool.id}/versions/${version}/withdraw`, { reason: 'Wrong.' });

describe('a credential for one version', () => {
  it('has the scopes of the version, opens it alone, and says so', async () => {
    const tool = await versioned();
    const { body: old } = await story.vend(agent, tool, { version: '1.0.0' });
    expect(old.scopes).not.toContain('stock:count');
    const { id: versionId } = (await story.admin.get(`/api/v1/tools/${tool.id}/versions/1.0.0`)).body;
    expect(old.versionId).toBe(versionId);
    const { body: seen } = await story.admin.post('/api/v1/credentials/validate', { token: old.token });
    expect(seen).toMatchObject({ active: true, versionId });
    const invoke = (rest = '', input: object = { sku: 'BOLT-M8' }) =>
      story.admin.as(old.token).post(`/api/v1/tools/${tool.id}/invocations${rest}`, { input });
    expect((await invoke()).body).toMatchObject({ version: '1.0.0' });
    expect((await invoke('', {})).body.errors).toMatchObject([{ pointer: '/input/sku' }]);
    expect((await invoke('?version=1.1.0')).body.code).toBe('CREDENTIAL_REQUIRED');
  });

  it('is one for whichever version is served where none is asked for', async () => {
    const tool = await versioned();
    const { body } = await story.vend(agent, tool);
    expect(body).toMatchObject({ versionId: null, scopes: expect.arrayContaining(['stock:count']) });
    expect((await story.invoke(body.token, tool, {})).body).toMatchObject({ version: '1.1.0' });
    await story.admin.put(`/api/v1/tools/${tool.id}/aliases/stable`, { version: '1.0.0' }, ANY);
    expect((await story.invoke(body.token, tool)).body).toMatchObject({ version: '1.0.0' });
    const pinned = await story.admin.put(`/api/v1/tools/${tool.id}/pins/${agent.id}`, { version: '1.1.0' }, ANY);
    expect(pinned.status).toBe(200);
    expect((await story.invoke(body.token, tool, {})).body).toMatchObject({ version: '1.1.0' });
  });

  it('ends with the version, and what was delegated from it, others not', async () => {
    const tool = await versioned();
    const sub = await story.agent();
    const { body: bound } = await story.vend(agent, tool, { version: '1.1.0', delegations: 1 });
    const { body: child } = await agent.client.post(`/api/v1/credentials/${bound.id}/delegate`, { agentId: sub.id });
    expect(child.versionId).toBe(bound.versionId);
    const { body: free } = await story.vend(agent, tool);
    const { body: other } = await story.vend(agent, tool, { version: '1.0.0' });
    const actives = () => Promise.all([bound, child, free, other].map((it) => story.isActive(it.token)));
    expect(await actives()).toEqual([true, true, true, true]);
    expect((await withdraw(tool, '1.1.0')).status).toBe(200);
    expect(await actives()).toEqual([false, false, true, true]);
    expect((await story.vend(agent, tool, { version: '1.1.0' })).body.code).toBe('VERSION_WITHDRAWN');
  });

  it('is delegated for its own version only', async () => {
    const tool = await versioned();
    const sub = await story.agent();
    const { body: bound } = await story.vend(agent, tool, { version: '1.1.0', delegations: 1 });
    const asked = { agentId: sub.id, version: '1.0.0' };
    const reply = await agent.client.post(`/api/v1/credentials/${bound.id}/delegate`, asked);
    expect(reply).toMatchObject({ status: 400, body: { errors: [{ pointer: '/version' }] } });
  });

  it('is renewed as what it is', async () => {
    const tool = await versioned();
    const { body } = await story.vend(agent, tool, { version: '1.0.0', ttlSeconds: 60 });
    const renewed = await agent.client.post(`/api/v1/credentials/${body.id}/renew`, { incrementSeconds: 120 });
    expect(renewed).toMatchObject({ status: 200, body: { versionId: body.versionId } });
  });

  it('never outlives a withdrawal at the same moment', async () => {
    const tool = await versioned();
    const vends = Array.from({ length: 12 }, () => story.vend(agent, tool, { version: '1.1.0' }));
    const [withdrawn, ...replies] = await Promise.all([withdraw(tool, '1.1.0'), ...vends]);
    expect(withdrawn.status).toBe(200);
    for (const { status, body } of replies) {
      if (status === 201) expect(await story.isActive(body.token)).toBe(false);
      else expect(body.code).toBe('VERSION_WITHDRAWN');
    }
    expect((await story.vend(agent, tool)).status).toBe(201);
  });

  it('demands a credential also where an older version did not', async () => {
    const tool = await story.tool({ authRequired: false });
    await story.permit(tool);
    await story.admin.post(`/api/v1/tools/${tool.id}/versions`, { version: '2.0.0', authRequired: true });
    const reply = await agent.client.post(`/api/v1/tools/${tool.id}/invocations?version=1.0.0`, {
      input: { sku: 'a' },
    });
    expect(reply.body.code).toBe('CREDENTIAL_REQUIRED');
  });

  it.each(['1.0', 'Stable', '', 7, null, '9'.repeat(70)])('is not vended for version %j', async (version) => {
    const tool = await versioned();
    const reply = await story.vend(agent, tool, { version });
    expect(reply).toMatchObject({ status: 400, body: { errors: [{ pointer: '/version' }] } });
  });
});
