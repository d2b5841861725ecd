import { createRemoteJWKSet, jwtVerify } from 'jose';
import { ApiClient } from '../support/api-client.js';
import { CredentialStory, type TestAgent, type TestTool } from '../support/credential-story.js';
import { boundToken, ProofKey } from '../support/dpop.js';
import { exchange, newMachine, postForm, tokenOf } from '../support/oauth.js';

let story: CredentialStory;
let tool: TestTool;
let agent: TestAgent;

beforeAll(async () => {
  story = await CredentialStory.begin();
  tool = await story.tool();
  agent = await story.agent();
  await story.permit(tool);
});
afterAll(() => story.end());

const uri = () => `${story.registry.url}/api/v1/tools/${tool.id}`;
const seconds = ({ issuedAt, expiresAt }: { issuedAt: string; expiresAt: string }) =>
  (Date.parse(expiresAt) - Date.parse(issuedAt)) / 1000;

/** Vends with a token of the agent that is bound to a key, proving the key. */
async function vendBound(key: ProofKey, body: object = {}, on = tool) {
  const accessToken = await boundToken(story.registry, agent.client.token ?? '', key);
  const path = `/api/v1/tools/${on.id}/credentials`;
  const dpop = key.proof({ method: 'POST', url: story.registry.url + path, accessToken });
  return new ApiClient(story.registry.url).post(path, body, { authorization: `DPoP ${accessToken}`, dpop });
}

/** A tool whose vending obeys policies with these obligations. */
async function obligedTool(...obligations: object[]): Promise<TestTool> {
  const obliged = await story.tool();
  await story.permit(obliged);
  const { status } = await story.admin.post('/api/v1/policies', {
    ...{ name: `Obliges ${obliged.name}`, kind: 'role_based', effect: 'require', settings: { roles: 'any' } },
    ...{ target: { tools: { only: [obliged.id] }, actions: { only: ['vend'] } }, obligations },
  });
  expect(status).toBe(201);
  return obliged;
}

describe('addresses', () => {
  let key: ApiClient;
  beforeAll(async () => {
    const path = `/api/v1/agents/${agent.id}/api-keys`;
    const { body } = await story.admin.post(path, { name: 'narrow', allowedAddresses: ['127.0.0.0/8', '10.1.0.0/16'] });
    key = story.admin.as(body.key);
  });
  const vend = (body: object) => key.post(`/api/v1/tools/${tool.id}/credentials`, body);

  it.each<[string, object, string[]]>([
    ['those of the proof where none are asked', {}, ['127.0.0.0/8', '10.1.0.0/16']],
    ['those asked within them', { addresses: ['127.0.0.1', '10.1.2.0/24'] }, ['127.0.0.1', '10.1.2.0/24']],
    ['what the wider asked and the proof share', { addresses: ['0.0.0.0/0'] }, ['127.0.0.0/8', '10.1.0.0/16']],
  ])('are %s', async (_case, body, addresses) => {
    const reply = await vend(body);
    expect(reply.status).toBe(201);
    expect([...reply.body.addresses].sort()).toEqual([...addresses].sort());
  });

  it('are refused by name where nothing is in common', async () => {
    const { status, body } = await vend({ addresses: ['192.0.2.0/24', '::/0'] });
    expect({ status, errors: body.errors }).toMatchObject({
      status: 400,
      errors: [{ pointer: '/addresses', code: 'NO_COMMON_ADDRESS' }],
    });
  });
});

describe('an audience', () => {
  it("is the tool's URI, its endpoint or the origin of that", async () => {
    const endpoint = `${story.upstream.url}/v1/stock`;
    const other = await story.tool({ endpoint });
    await story.permit(other);
    for (const audience of [`${story.registry.url}/api/v1/tools/${other.id}`, endpoint, new URL(endpoint).origin]) {
      expect(await story.vend(agent, other, { audience })).toMatchObject({ status: 201, body: { audience } });
    }
    for (const audience of [uri(), `${endpoint}/more`, `${new URL(endpoint).origin}/`, story.registry.url, '*']) {
      expect(await story.vend(agent, other, { audience })).toMatchObject({
        status: 400,
        body: { errors: [{ pointer: '/audience', code: 'AUDIENCE_NOT_OF_TOOL' }] },
      });
    }
  });
});

describe('a key', () => {
  it('that the caller has proved binds what it gets, and no other does', async () => {
    const [key, other] = [await ProofKey.make(), await ProofKey.make()];
    const bound = { tokenType: 'DPoP', cnf: { jkt: key.thumbprint }, boundKey: key.thumbprint };
    expect(await vendBound(key)).toMatchObject({ status: 201, body: bound });
    expect(await vendBound(key, { boundKey: key.thumbprint })).toMatchObject({ status: 201, body: bound });
    expect(await vendBound(key, { boundKey: other.thumbprint })).toMatchObject({
      status: 400,
      body: { errors: [{ pointer: '/boundKey', code: 'OTHER_KEY_THAN_PROVEN' }] },
    });
  });

  it('may be named by a caller that proves none', async () => {
    const { thumbprint: boundKey } = await ProofKey.make();
    const { status, body } = await story.vend(agent, tool, { boundKey });
    expect({ status, ...body }).toMatchObject({ status: 201, tokenType: 'DPoP', cnf: { jkt: boundKey } });
    const unbound = (await story.vend(agent, tool)).body;
    expect(unbound.tokenType).toBe('Bearer');
    expect(unbound).not.toHaveProperty('cnf');
  });

  it('that a policy demands must have been proved, not just named', async () => {
    const [key, obliged] = [await ProofKey.make(), await obligedTool({ type: 'require_bound_key' })];
    const refused = { status: 403, body: { reason: { code: 'OBLIGATION_NOT_HONOURED' } } };
    expect(await story.vend(agent, obliged)).toMatchObject(refused);
    expect(await story.vend(agent, obliged, { boundKey: key.thumbprint })).toMatchObject(refused);
    const { status, body } = await vendBound(key, {}, obliged);
    expect({ status, boundKey: body.boundKey }).toEqual({ status: 201, boundKey: key.thumbprint });
  });
});

describe('a JWT', () => {
  it('says who may do what with which tool, verifiable by our JWKS', async () => {
    const key = await ProofKey.make();
    const { status, body } = await vendBound(key, { format: 'jwt', scopes: ['stock:read'], addresses: ['127.0.0.1'] });
    expect(status).toBe(201);
    const jwks = createRemoteJWKSet(new URL('/.well-known/jwks.json', story.registry.url));
    const rules = { typ: 'at+jwt', algorithms: ['ES256'], issuer: story.registry.url, audience: uri() };
    const { payload } = await jwtVerify(body.token, jwks, rules);
    expect(payload).toEqual({
      ...{ iss: story.registry.url, aud: uri(), sub: agent.id, client_id: agent.id, jti: body.id },
      ...{ iat: expect.any(Number), exp: expect.any(Number), scope: 'stock:read', tool_id: tool.id },
      ...{ cnf: { jkt: key.thumbprint }, addresses: ['127.0.0.1'] },
    });
    expect((payload.exp ?? 0) * 1000).toBeLessThanOrEqual(Date.parse(body.expiresAt));
    expect(body).toMatchObject({ format: 'jwt', renewable: false, audience: uri(), maxUses: null, warnings: [] });
    expect(seconds(body)).toBe(300);
  });

  it('lives 300 seconds at most', async () => {
    const { body } = await story.vend(agent, tool, { format: 'jwt', ttlSeconds: 900 });
    expect(seconds(body)).toBe(300);
    expect(body.maxExpiresAt).toBe(body.expiresAt);
    expect(body.warnings).toMatchObject([{ code: 'TTL_CAPPED' }]);
  });

  it.each([
    ['maxUses', 1],
    ['renewable', true],
    ['delegations', 1],
  ])('cannot have %s = %j', async (member, value) => {
    expect(await story.vend(agent, tool, { format: 'jwt', [member]: value })).toMatchObject({
      status: 400,
      body: { errors: [{ pointer: `/${member}`, code: 'NOT_FOR_JWT' }] },
    });
  });

  it('is refused where a policy counts uses', async () => {
    const obliged = await obligedTool({ type: 'cap_uses', uses: 3 });
    expect(await story.vend(agent, obliged)).toMatchObject({ status: 201, body: { maxUses: 3 } });
    const { status, body } = await story.vend(agent, obliged, { format: 'jwt' });
    expect({ status, code: body.code }).toEqual({ status: 403, code: 'USES_NOT_COUNTABLE' });
    expect(body.decisionId).toEqual(expect.any(String));
  });

  it('is no access token anywhere', async () => {
    const machine = await newMachine(story.admin, { permissions: ['token:introspect'] });
    const holder = await story.agent({ roles: ['admin'] });
    const { url } = story.registry;
    for (const audience of [uri(), story.upstream.url]) {
      const { token } = (await story.vend(holder, tool, { format: 'jwt', audience })).body;
      for (const path of ['/api/v1/credentials', '/api/v1/agents', '/api/v1/tools']) {
        expect([401, 403]).toContain((await story.admin.as(token).get(path)).status);
      }
      const vended = await story.admin.as(token).post(`/api/v1/tools/${tool.id}/credentials`, {});
      expect([401, 403]).toContain(vended.status);
      const bearer = { authorization: `Bearer ${await tokenOf(url, machine)}` };
      expect((await postForm(url, '/oauth/introspect', { token }, bearer)).body).toEqual({ active: false });
      expect(await exchange(url, machine, token)).toMatchObject({ status: 400, body: { error: 'invalid_request' } });
      const actor = { actor_token: token, actor_token_type: 'urn:ietf:params:oauth:token-type:access_token' };
      const own = holder.client.token ?? '';
      expect(await exchange(url, machine, own, actor)).toMatchObject({
        status: 400,
        body: { error: 'invalid_request' },
      });
    }
  });
});
