import { CredentialStory, type TestAgent, type TestTool } from '../support/credential-story.js';
import { GuestPoliciesModule } from '../support/policy-guests.js';

let story: CredentialStory;
let tool: TestTool;
let agent: TestAgent;
let count = 0;

beforeAll(async () => {
  story = await CredentialStory.begin({}, [], [GuestPoliciesModule]);
});
afterAll(() => story.end());

beforeEach(async () => {
  tool = await story.tool();
  agent = await story.agent();
});

/** A policy about the tool in shadow mode. */
async function shadow(given: object = {}): Promise<{ id: string }> {
  const { status, body } = await story.admin.post('/api/v1/policies', {
    name: `Shadow ${String(++count)}`,
    kind: 'role_based',
    settings: { roles: 'any' },
    effect: 'deny',
    mode: 'shadow',
    target: { tools: { only: [tool.id] } },
    ...given,
  });
  expect({ status, body }).toMatchObject({ status: 201 });
  return body;
}

const entries = async (filter = '') =>
  (await story.admin.get(`/api/v1/access-log?toolId=${tool.id}${filter}`)).body.data;

async function differences(kind: string, effect: string): Promise<number> {
  const sample = `toolreg_shadow_differences_total{kind="${kind}",effect="${effect}"} `;
  const lines = String((await story.admin.get('/metrics')).body).split('\n');
  return Number(lines.find((it) => it.startsWith(sample))?.slice(sample.length) ?? 0);
}

describe('a policy in shadow mode', () => {
  it('refuses nothing; that it would have is kept, listed and counted', async () => {
    await story.permit(tool);
    expect((await story.vend(agent, tool)).status).toBe(201);
    const { id } = await shadow();
    const before = await differences('role_based', 'deny');
    expect((await story.vend(agent, tool)).status).toBe(201);
    expect(await differences('role_based', 'deny')).toBe(before + 1);

    const [entry, ...others] = await entries('&shadowDiffers=true');
    expect(others).toEqual([]);
    expect(entry).toMatchObject({ allowed: true, reason: { code: 'PERMITTED' }, shadowAllowed: false });
    expect(entry).not.toHaveProperty('shadow');
    expect(await entries('&shadowDiffers=false')).toMatchObject([{ allowed: true, shadowAllowed: null }]);
    expect((await story.admin.get(`/api/v1/access-log/${entry.decisionId}`)).body.shadow).toEqual({
      allowed: false,
      reason: { code: 'DENIED_BY_POLICY', detail: 'A policy forbids it.' },
      policyIds: [id],
    });
  });

  it('grants nothing; that it would have is kept', async () => {
    await shadow({ effect: 'permit' });
    expect((await story.vend(agent, tool)).body.reason.code).toBe('NO_PERMIT');
    expect(await entries('&shadowDiffers=true')).toMatchObject([{ allowed: false, shadowAllowed: true }]);
  });

  it('is not worth a word where it would change nothing', async () => {
    await story.permit(tool);
    await shadow({ effect: 'permit' });
    await shadow({ effect: 'require' });
    await shadow({ settings: { roles: ['auditor'] } });
    expect((await story.vend(agent, tool)).status).toBe(201);
    expect(await entries('&shadowDiffers=true')).toEqual([]);
  });

  it('binds to no obligation, and tells of those that could not be honoured', async () => {
    await story.permit(tool);
    await shadow({
      effect: 'require',
      obligations: [{ type: 'require_bound_key' }, { type: 'cap_ttl', seconds: 1 }, { type: 'log', note: 'x' }],
    });
    const { status, body } = await story.vend(agent, tool, { ttlSeconds: 60 });
    expect({ status, body }).toMatchObject({ status: 201, body: { warnings: [] } });
    const [entry] = await entries('&shadowDiffers=true');
    expect(entry).toMatchObject({ shadowAllowed: false, obligations: {} });
  });

  it.each(['throwing', 'nonsense'])('harms nothing when its kind is %s', async (kind) => {
    await story.permit(tool);
    await shadow({ kind, settings: {}, effect: 'require' });
    expect((await story.vend(agent, tool)).status).toBe(201);
    expect(await entries()).toMatchObject([{ allowed: true, shadowAllowed: false }]);
  });

  it('hides no tool', async () => {
    await shadow({ target: { tools: { only: [tool.id] }, actions: { only: ['discover', 'describe'] } } });
    expect((await agent.client.get(`/api/v1/tools/${tool.id}`)).status).toBe(200);
  });

  it('shows in simulations', async () => {
    await story.permit(tool);
    const { id } = await shadow();
    const asked = { agentId: agent.id, toolId: tool.id, action: 'vend' };
    const { body } = await story.admin.post('/api/v1/policies/evaluate', asked);
    expect(body).toMatchObject({ allowed: true, shadow: { allowed: false, policyIds: [id] } });
    expect(await entries()).toEqual([]);
  });

  it('is told of to holders of policy:read only', async () => {
    await story.permit(tool);
    await shadow();
    await story.vend(agent, tool);
    const [{ decisionId }] = await entries();
    const reader = await story.agent({ permissions: ['access-log:read'] });
    const { body } = await reader.client.get(`/api/v1/access-log/${decisionId}`);
    expect(body).toMatchObject({ shadowAllowed: false });
    expect(body).not.toHaveProperty('shadow');
  });
});

it.each(['perhaps', '1', ''])('refuses ?shadowDiffers=%s', async (value) => {
  const { status, body } = await story.admin.get(`/api/v1/access-log?shadowDiffers=${value}`);
  expect(status).toBe(400);
  expect(body.errors[0].pointer).toBe('shadowDiffers');
});
