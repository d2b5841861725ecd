import { CredentialStory, type TestAgent, type TestTool } from '../support/credential-story.js';
import { ProofKey } from '../support/dpop.js';
import { basic, newMachine, postForm } from '../support/oauth.js';

let story: CredentialStory;
let tool: TestTool;
let agent: TestAgent;

beforeAll(async () => {
  story = await CredentialStory.begin();
  [tool, agent] = [await story.tool(), await story.agent()];
  await story.permit(tool);
});
afterAll(() => story.end());

const vended = async (body: object = {}) => {
  const reply = await story.vend(agent, tool, { ...body });
  expect(reply).toMatchObject({ status: 201 });
  return reply.body as { id: string; token: string; issuedAt: string; expiresAt: string };
};

describe('POST /oauth/introspect', () => {
  const introspect = (
    token: string,
    form: Record<string, string> = {},
    authorization = `Bearer ${story.admin.token}`,
  ) => postForm(story.registry.url, '/oauth/introspect', { token, ...form }, { authorization });
  const seconds = (time: string) => Math.floor(Date.parse(time) / 1000);

  it.each(['opaque', 'jwt'])('tells of a credential (%s) in the words of RFC 7662', async (format) => {
    const key = await ProofKey.make();
    const terms = { format, scopes: ['stock:read', 'invoke'], boundKey: key.thumbprint };
    const { id, token, issuedAt, expiresAt } = await vended(terms);
    const { body } = await introspect(token, { token_type_hint: 'refresh_token' });
    expect({ ...body, scope: body.scope.split(' ').sort() }).toEqual({
      ...{ active: true, scope: ['invoke', 'stock:read'], token_type: 'DPoP', cnf: { jkt: key.thumbprint } },
      ...{ sub: agent.id, client_id: agent.id, username: expect.stringMatching(/^agent_/), tool_id: tool.id, jti: id },
      ...{
        iss: story.registry.url,
        aud: `${story.registry.url}/api/v1/tools/${tool.id}`,
        iat: seconds(issuedAt),
        exp: seconds(expiresAt),
      },
    });
  });

  it('takes no use, and knows when none is left', async () => {
    const { token } = await vended({ maxUses: 1 });
    for (let turn = 0; turn < 3; turn += 1) expect((await introspect(token)).body.active).toBe(true);
    expect(await story.isActive(token)).toBe(true);
    expect((await introspect(token)).body).toEqual({ active: false });
  });

  it('tells of one that is bound to addresses to who says from where it was presented', async () => {
    const { token } = await vended({ addresses: ['10.0.0.0/8'] });
    expect((await introspect(token, { address: '10.1.2.3' })).body.active).toBe(true);
    expect((await introspect(token, { address: '11.1.2.3' })).body).toEqual({ active: false });
    expect((await introspect(token)).body).toEqual({ active: false });
    const bad = await introspect(token, { address: 'nowhere' });
    expect([bad.status, bad.body.error]).toEqual([400, 'invalid_request']);
  });

  it('is for those who may validate it: with a token, or as a client', async () => {
    const credential = await vended();
    const permissions = [`credential:validate:${tool.id}`];
    const service = await story.agent({ permissions, roles: [], type: 'service' });
    const machine = await newMachine(story.admin, { permissions });
    const askers = [`Bearer ${service.client.token}`, basic(machine)['authorization']];
    for (const it of askers) expect((await introspect(credential.token, {}, it)).body.active).toBe(true);
    const others = { permissions: ['credential:validate:#other'], roles: [] };
    const stranger = `Bearer ${(await story.agent({ ...others, type: 'service' })).client.token}`;
    const reader = basic(await newMachine(story.admin, { permissions: ['token:introspect'] }))['authorization'];
    for (const it of [stranger, reader])
      expect((await introspect(credential.token, {}, it)).body).toEqual({ active: false });
    expect((await introspect(credential.token, {}, `Bearer ${agent.client.token}`)).status).toBe(403);
    await agent.client.post(`/api/v1/credentials/${credential.id}/revoke`);
    for (const it of askers) expect((await introspect(credential.token, {}, it)).body).toEqual({ active: false });
  });

  it('tells whoever may validate credentials nothing of access tokens, their own among them', async () => {
    const permissions = ['credential:validate'];
    const { client } = await story.agent({ permissions, roles: [], type: 'service' });
    expect((await introspect(client.token ?? '', {}, `Bearer ${client.token}`)).body).toEqual({ active: false });
  });
});
