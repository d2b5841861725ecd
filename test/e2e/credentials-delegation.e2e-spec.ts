import { ApiClient, type ApiReply } from '../support/api-client.js';
import { CredentialStory, type TestAgent, type TestTool } from '../support/credential-story.js';
import { boundToken, ProofKey } from '../support/dpop.js';
import { query } from '../support/test-database.js';

let story: CredentialStory;
let tool: TestTool;
let holder: TestAgent;
let helper: TestAgent;
let third: TestAgent;

beforeAll(async () => {
  story = await CredentialStory.begin();
  tool = await story.tool();
  await story.permit(tool);
  [holder, helper, third] = [await story.agent(), await story.agent(), await story.agent()];
});
afterAll(() => story.end());

async function parent(body: object = {}, agent = holder) {
  const reply = await story.vend(agent, tool, { delegations: 1, ...body });
  expect(reply.status).toBe(201);
  return reply.body;
}

function delegate(from: { id: string }, body: object = {}, agent = holder): Promise<ApiReply> {
  return agent.client.post(`/api/v1/credentials/${from.id}/delegate`, { agentId: helper.id, ...body });
}

describe('a delegated credential', () => {
  it('opens no more than asked for, ends no later than its parent, and names the chain', async () => {
    const first = await parent({ delegations: 2, ttlSeconds: 120, scopes: ['invoke', 'stock:read'] });
    const second = await delegate(first, { scopes: ['stock:read', 'invoke'], ttlSeconds: 900, delegations: 1 });
    expect(second).toMatchObject({
      status: 201,
      body: { agentId: helper.id, toolId: tool.id, parentId: first.id, delegations: 1, tokenType: 'Bearer' },
    });
    expect(second.body.warnings).toMatchObject([{ code: 'TTL_CAPPED' }]);
    expect(second.body.expiresAt).toBe(first.expiresAt);
    expect(second.body.maxExpiresAt).toBe(first.expiresAt);

    const last = await delegate(second.body, { agentId: third.id, scopes: ['invoke'], ttlSeconds: 30 }, helper);
    expect(last).toMatchObject({ status: 201, body: { agentId: third.id, parentId: second.body.id, delegations: 0 } });
    expect((await story.invoke(last.body.token, tool)).status).toBe(200);
    const [audited] = (await story.admin.get(`/api/v1/audit?subjectId=${last.body.id}`)).body.data;
    expect(audited.after).toMatchObject({ parentId: second.body.id, actors: [helper.id, holder.id] });
    const rows = await query(story.registry.databaseUrl, 'SELECT root_id FROM credential WHERE id = $1', [
      last.body.id,
    ]);
    expect(rows).toEqual([{ root_id: first.id }]);
  });

  it('tells in a JWT who acts for whom', async () => {
    const first = await parent({ delegations: 2 });
    const second = (await delegate(first, { delegations: 1 })).body;
    const { status, body } = await delegate(second, { agentId: third.id, format: 'jwt' }, helper);
    expect(status).toBe(201);
    const claims = JSON.parse(Buffer.from(body.token.split('.')[1], 'base64url').toString());
    expect(claims).toMatchObject({ sub: third.id, act: { sub: helper.id, act: { sub: holder.id } } });
    expect(await delegate(body, {}, third)).toMatchObject({ status: 403, body: { code: 'DELEGATION_NOT_ALLOWED' } });
  });

  it('takes its uses from the parent, and no more than there are', async () => {
    const first = await parent({ maxUses: 5 });
    expect((await delegate(first, { maxUses: 2 })).body.maxUses).toBe(2);
    const rest = await delegate(first, { maxUses: 9 });
    expect(rest.body.maxUses).toBe(3);
    expect(rest.body.warnings).toContainEqual({ code: 'USES_CAPPED', detail: 'The number of uses was cut to 3.' });
    expect((await holder.client.get(`/api/v1/credentials/${first.id}`)).body).toMatchObject({ usesLeft: 0 });
    expect(await delegate(first, { maxUses: 1 })).toMatchObject({
      status: 409,
      body: { code: 'CREDENTIAL_ENDED' },
    });
  });

  it.each(['holder', 'parent'])('falls with its %s', async (ground) => {
    const agent = await story.agent();
    const first = await parent({}, agent);
    const { body } = await delegate(first, {}, agent);
    expect(await story.isActive(body.token)).toBe(true);
    if (ground === 'parent') await agent.client.post(`/api/v1/credentials/${first.id}/revoke`, {});
    else await story.admin.post(`/api/v1/agents/${agent.id}/disable`, {});
    expect(await story.isActive(body.token)).toBe(false);
    const refused = await delegate(first, {}, agent);
    expect([401, 409]).toContain(refused.status);
  });

  it('is decided for the sub-agent', async () => {
    const closed = await story.tool();
    await story.admin.post('/api/v1/policies', {
      ...{ name: `Only ${closed.name}`, kind: 'role_based', effect: 'permit', settings: { roles: ['admin'] } },
      target: { tools: { only: [closed.id] }, actions: { only: ['vend'] } },
    });
    const admin = await story.agent({ roles: ['admin'] });
    const first = (await story.vend(admin, closed, { delegations: 1 })).body;
    const { status, body } = await delegate(first, {}, admin);
    expect({ status, code: body.code }).toEqual({ status: 403, code: 'ACCESS_DENIED' });
    const decision = await story.admin.get(`/api/v1/access-log/${body.decisionId}`);
    expect(decision.body).toMatchObject({ agentId: helper.id, action: 'vend', allowed: false });
  });
});

describe('a bound parent', () => {
  it('is delegated from by whoever proves its key, to another key', async () => {
    const [key, other] = [await ProofKey.make(), await ProofKey.make()];
    const first = await parent({ boundKey: key.thumbprint });
    const unproven = await delegate(first, { boundKey: other.thumbprint });
    expect(unproven).toMatchObject({ status: 403, body: { code: 'CREDENTIAL_KEY_NOT_PROVEN' } });
    const proven = async (body: object) => {
      const accessToken = await boundToken(story.registry, holder.client.token ?? '', key);
      const path = `/api/v1/credentials/${first.id}/delegate`;
      const dpop = key.proof({ method: 'POST', url: story.registry.url + path, accessToken });
      const headers = { authorization: `DPoP ${accessToken}`, dpop };
      return new ApiClient(story.registry.url).post(path, { agentId: helper.id, ...body }, headers);
    };
    expect(await proven({})).toMatchObject({ status: 400, body: { errors: [{ pointer: '/boundKey' }] } });
    const bound = await proven({ boundKey: other.thumbprint });
    expect(bound).toMatchObject({ status: 201, body: { tokenType: 'DPoP', cnf: { jkt: other.thumbprint } } });
  });
});

describe('what is refused', () => {
  it.each<[string, object, object]>([
    ['scopes', { scopes: ['invoke'] }, { scopes: ['invoke', 'stock:write'] }],
    ['scopes', {}, { scopes: ['*'] }],
    ['delegations', {}, { delegations: 1 }],
    ['delegations', { delegations: 3 }, { delegations: 5 }],
    ['addresses', { addresses: ['127.0.0.0/24'] }, { addresses: ['127.0.0.0/8'] }],
    ['addresses', { addresses: ['127.0.0.0/24'] }, { addresses: ['127.0.0.1', '::/0'] }],
    ['maxUses', { maxUses: 3 }, {}],
    ['maxUses', { maxUses: 3 }, { maxUses: 0 }],
    ['ttlSeconds', {}, { ttlSeconds: -1 }],
    ['ttlSeconds', {}, { ttlSeconds: 1e300 }],
    ['audience', {}, { audience: 'https://elsewhere.example.com' }],
    ['agentId', {}, { agentId: '01953000-0000-7000-8000-000000000000' }],
    ['agentId', {}, { agentId: '*' }],
    ['parentId', {}, { parentId: '01953000-0000-7000-8000-000000000000' }],
  ])('names %s of a parent with %j asked for %j', async (member, given, body) => {
    const first = await parent(given);
    const reply = await delegate(first, body);
    expect(reply.status).toBe(400);
    expect(reply.body.errors[0].pointer).toMatch(new RegExp(`^/${member}`));
    const rows = await query(story.registry.databaseUrl, 'SELECT FROM credential WHERE parent_id = $1', [first.id]);
    expect(rows).toEqual([]);
  });

  it('is another audience than the one of the parent', async () => {
    const first = await parent({ audience: story.upstream.url });
    expect((await delegate(first)).body.audience).toBe(story.upstream.url);
    const wider = await delegate(first, { audience: `${story.registry.url}/api/v1/tools/${tool.id}` });
    expect(wider).toMatchObject({ status: 400, body: { errors: [{ pointer: '/audience', code: 'BEYOND_PARENT' }] } });
  });

  it('is a disabled sub-agent, a parent without levels, and what others hold', async () => {
    const gone = await story.agent();
    await story.admin.post(`/api/v1/agents/${gone.id}/disable`, {});
    const first = await parent();
    expect(await delegate(first, { agentId: gone.id })).toMatchObject({
      status: 400,
      body: { errors: [{ pointer: '/agentId', code: 'UNKNOWN_AGENT' }] },
    });
    expect(await delegate(await parent({ delegations: 0 }))).toMatchObject({
      status: 403,
      body: { code: 'DELEGATION_NOT_ALLOWED' },
    });
    for (const other of [helper, { ...helper, client: story.admin }]) {
      expect(await delegate(first, {}, other)).toMatchObject({ status: 404, body: { code: 'CREDENTIAL_NOT_FOUND' } });
    }
  });

  it('is vending and delegating by the credential itself', async () => {
    const first = await parent();
    const presented = story.admin.as(first.token);
    const vended = await presented.post(`/api/v1/tools/${tool.id}/credentials`, {});
    const delegated = await presented.post(`/api/v1/credentials/${first.id}/delegate`, { agentId: helper.id });
    expect([vended.status, delegated.status]).toEqual([403, 403]);
  });
});
