import { CredentialTokens } from '../../src/credentials/credential-tokens.js';
import { Clock } from '../../src/common/clock.js';
import { CredentialStory } from '../support/credential-story.js';

let story: CredentialStory;

beforeAll(async () => {
  story = await CredentialStory.begin();
});
afterAll(() => story.end());
afterEach(() => jest.restoreAllMocks());

const path = '/api/v1/credentials/validate';

describe('validating', () => {
  it("tells the tool's side whose credential it is, for what and how long", async () => {
    const [tool, agent] = [await story.tool(), await story.agent()];
    await story.permit(tool);
    const service = await story.agent({ roles: [], permissions: [`credential:validate:${tool.id}`], type: 'service' });
    const vended = (await story.vend(agent, tool, { scopes: ['stock:read'] })).body;
    const { status, body, headers } = await service.client.post(path, { token: vended.token });
    expect(status).toBe(200);
    expect(headers.get('cache-control')).toBe('no-store');
    expect(body).toEqual({
      active: true,
      credentialId: vended.id,
      leaseId: `tools/${tool.id}/agents/${agent.id}/${vended.id}`,
      audience: `${story.registry.url}/api/v1/tools/${tool.id}`,
      tokenType: 'Bearer',
      agentId: agent.id,
      agentName: expect.stringMatching(/^agent_/),
      toolId: tool.id,
      toolName: tool.name,
      versionId: null,
      scopes: ['stock:read'],
      issuedAt: vended.issuedAt,
      expiresAt: vended.expiresAt,
    });
  });

  it('needs the permission, for this or every tool', async () => {
    const agent = await story.agent();
    expect(await agent.client.post(path, { token: 'x' })).toMatchObject({ status: 403 });
  });

  it('opens nothing with a permission that names no id of a tool', async () => {
    const [tool, agent] = [await story.tool(), await story.agent()];
    await story.permit(tool);
    const service = await story.agent({ roles: [], permissions: ['credential:validate:weather'], type: 'service' });
    const { token } = (await story.vend(agent, tool)).body;
    expect(await service.client.post(path, { token })).toMatchObject({ status: 200, body: { active: false } });
  });

  it('answers byte by byte the same for every token that is not good for the asker', async () => {
    const [tool, other, agent] = [await story.tool(), await story.tool(), await story.agent()];
    await story.permit(tool);
    await story.permit(other);
    const service = await story.agent({ roles: [], permissions: [`credential:validate:${tool.id}`], type: 'service' });
    const vended = async (body = {}, of = tool) => (await story.vend(agent, of, body)).body;

    const revoked = await vended();
    await agent.client.post(`/api/v1/credentials/${revoked.id}/revoke`);
    const spent = await vended({ maxUses: 1 });
    await story.isActive(spent.token);
    const foreign = await vended({}, other);
    const narrow = await vended({ scopes: ['stock:read'] });
    const good = await vended();
    const expired = await vended({ ttlSeconds: 1 });
    const unknown = story.registry.app.get(CredentialTokens, { strict: false }).mint('token').text;
    later(2000);

    const bodies = [
      { token: revoked.token },
      { token: spent.token },
      { token: foreign.token },
      { token: expired.token },
      { token: narrow.token, scopes: ['stock:write'] },
      { token: unknown },
      { token: `${good.token.slice(0, -1)}!` },
      { token: 'no token at all' },
      { token: '' },
    ];
    const replies = await Promise.all(bodies.map((body) => raw(service.client, body)));
    expect(new Set(replies).size).toBe(1);
    expect(replies[0]).toContain('\n{"active":false}');
    expect(await story.isActive(good.token)).toBe(true);
  });

  it('takes no use for scopes that the credential does not hold', async () => {
    const [tool, agent] = [await story.tool(), await story.agent()];
    await story.permit(tool);
    const { token } = (await story.vend(agent, tool, { scopes: ['stock:read'], maxUses: 1 })).body;
    const validate = async (scopes: string[]) => (await story.admin.post(path, { token, scopes })).body.active;
    expect(await validate(['stock:write'])).toBe(false);
    expect(await validate(['stock:read'])).toBe(true);
    expect(await validate(['stock:read'])).toBe(false);
  });

  it.each([
    [1, 100],
    [7, 40],
  ])('lets exactly %i of %i that ask at once have a credential of so many uses', async (maxUses, askers) => {
    const [tool, agent] = [await story.tool(), await story.agent()];
    await story.permit(tool);
    const { id, token } = (await story.vend(agent, tool, { maxUses })).body;
    const answers = await Promise.all(Array.from({ length: askers }, () => story.isActive(token)));
    expect(answers.filter(Boolean)).toHaveLength(maxUses);
    expect((await agent.client.get(`/api/v1/credentials/${id}`)).body).toMatchObject({
      status: 'used_up',
      usesLeft: 0,
    });
  });

  it('never finds a credential active once its revocation was answered', async () => {
    const [tool, agent] = [await story.tool(), await story.agent()];
    await story.permit(tool);
    const { id, token } = (await story.vend(agent, tool, { maxUses: 1000 })).body;
    const asking = Array.from({ length: 40 }, () => story.isActive(token));
    await agent.client.post(`/api/v1/credentials/${id}/revoke`);
    const late = await Promise.all(Array.from({ length: 20 }, () => story.isActive(token)));
    await Promise.all(asking);
    expect(late).not.toContain(true);
  });
});

describe('a credential as bearer', () => {
  it.each([
    ['GET', '/api/v1/auth/me', 403],
    ['GET', '/api/v1/tools', 403],
    ['GET', '/api/v1/credentials', 403],
    ['POST', '/api/v1/tools/:tool/credentials', 403],
    ['POST', '/api/v1/credentials/validate', 403],
    // It lets nobody read tools, so of another one it does not even tell that it is there.
    ['POST', '/api/v1/tools/:other/invocations', 404],
    ['GET', '/api/v1/tools/:tool/secrets', 403],
  ])('does not open %s %s, even to an administrator', async (method, route, status) => {
    const [tool, other] = [await story.tool(), await story.tool()];
    const { token } = (await story.admin.post(`/api/v1/tools/${tool.id}/credentials`, {})).body;
    const url = route.replace(':tool', tool.id).replace(':other', other.id);
    const reply = await story.admin.as(token).send(method, url, method === 'POST' ? { input: {} } : undefined);
    expect(reply.status).toBe(status);
  });

  it('cannot be exchanged for an access token', async () => {
    const [tool, agent] = [await story.tool(), await story.agent()];
    await story.permit(tool);
    const { token } = (await story.vend(agent, tool)).body;
    const reply = await story.admin.post('/api/v1/auth/token', { method: 'credential', credentials: { token } });
    expect(reply.status).toBe(401);
  });

  it('is no longer one after it was revoked or used up', async () => {
    const [tool, agent] = [await story.tool(), await story.agent()];
    await story.permit(tool);
    const { id, token } = (await story.vend(agent, tool)).body;
    expect(await story.invoke(token, tool)).toMatchObject({ status: 200 });
    await agent.client.post(`/api/v1/credentials/${id}/revoke`);
    expect(await story.invoke(token, tool)).toMatchObject({ status: 401 });
  });
});

/** Body, and those headers that do not differ between any two replies. */
async function raw(client: { url: string; token?: string }, body: object): Promise<string> {
  const reply = await fetch(`${client.url}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${client.token}` },
    body: JSON.stringify(body),
  });
  const varying = ['date', 'x-request-id', 'ratelimit', 'x-response-time'];
  const headers = [...reply.headers].filter(([name]) => !varying.includes(name));
  return `${reply.status}\n${JSON.stringify(headers)}\n${await reply.text()}`;
}

/** Moves the registry's clock ahead. */
function later(milliseconds: number): void {
  const clock = story.registry.app.get(Clock, { strict: false });
  const now = clock.now.bind(clock);
  jest.spyOn(clock, 'now').mockImplementation(() => new Date(now().getTime() + milliseconds));
}
