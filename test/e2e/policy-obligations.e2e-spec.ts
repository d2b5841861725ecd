import { ApiClient } from '../support/api-client.js';
import { boundToken, ProofKey } from '../support/dpop.js';
import { CredentialStory, type TestAgent, type TestTool } from '../support/credential-story.js';
import { type HttpUpstream, startHttpUpstream } from '../support/http-upstream.js';
import { query } from '../support/test-database.js';

const ORDERS = {
  customer: { name: 'ACME', iban: 'DE02' },
  orders: [
    { sku: 'BOLT-M8', price: 7, notes: ['fragile'] },
    { sku: 'NUT-M8', price: 9, notes: [] },
  ],
};

let story: CredentialStory;
let shop: HttpUpstream;
let agent: TestAgent;
let tool: TestTool;
let count = 0;

beforeAll(async () => {
  shop = await startHttpUpstream(({ url }, reply) => {
    if (url === '/text') return void reply.setHeader('content-type', 'text/plain').end('customer: DE02');
    if (url === '/none') return void reply.writeHead(404).end('{"customer":{"iban":"DE02"}}');
    reply.setHeader('content-type', 'application/json').end(JSON.stringify(ORDERS));
  });
  story = await CredentialStory.begin({}, [shop]);
  agent = await story.agent({ permissions: ['tool:invoke', 'tool:manage'] });
});
afterAll(async () => {
  await story.end();
  await shop.close();
});

beforeEach(async () => {
  tool = await shopTool('/orders');
  await story.permit(tool, ['vend', 'invoke', 'manage']);
});

function shopTool(path: string): Promise<TestTool> {
  return story.tool({
    type: 'http',
    endpoint: shop.url,
    settings: { method: 'GET', path },
    inputSchema: { type: 'object' },
    authRequired: false,
  });
}

/** Everybody's requests about the tool meet it; what it demands binds them all. */
async function oblige(obligations: readonly object[], given: object = {}): Promise<{ id: string }> {
  const { status, body } = await story.admin.post('/api/v1/policies', {
    name: `Obligation ${String(++count)}`,
    kind: 'role_based',
    effect: 'require',
    settings: { roles: 'any' },
    target: { tools: { only: [tool.id] }, actions: { only: ['describe', 'invoke', 'vend', 'manage'] } },
    obligations,
    ...given,
  });
  expect({ status, body }).toMatchObject({ status: 201 });
  return body;
}

const invocation = () => `/api/v1/tools/${tool.id}/invocations`;
const invoke = () => agent.client.post(invocation(), { input: {} });
const simulate = async (given: object) =>
  (await story.admin.post('/api/v1/policies/evaluate', { agentId: agent.id, toolId: tool.id, ...given })).body;
const logged = async (decisionId: string) => (await story.admin.get(`/api/v1/access-log/${decisionId}`)).body;
const refusal = (reply: { status: number; body: { reason?: { code: string } } }) => [
  reply.status,
  reply.body.reason?.code,
];

describe('redacting', () => {
  it('withholds nested members and members of array elements, for access tokens and credentials alike', async () => {
    expect((await invoke()).body.output).toEqual(ORDERS);
    const { token } = (await story.vend(agent, tool)).body;
    await oblige([{ type: 'redact', fields: ['/customer/iban', '/orders/*/price'] }]);
    await oblige([{ type: 'redact', fields: ['/orders/0/notes/0', '/nothing/here'] }]);
    const output = {
      customer: { name: 'ACME' },
      orders: [
        { sku: 'BOLT-M8', notes: [null] },
        { sku: 'NUT-M8', notes: [] },
      ],
    };
    const { status, body } = await invoke();
    expect({ status, output: body.output }).toEqual({ status: 200, output });
    expect((await story.invoke(token, tool, {})).body.output).toEqual(output);
  });

  it.each([
    ['/text', { outcome: 'success', output: null }],
    ['/none', { outcome: 'failure', message: 'The tool failed. A policy withholds what it said.' }],
  ])('lets nothing slip of %s', async (path, expected) => {
    tool = await shopTool(path);
    await story.permit(tool);
    await oblige([{ type: 'redact', fields: ['/customer'] }]);
    const { status, body } = await invoke();
    expect(status).toBe(200);
    expect(body).toMatchObject(expected);
    expect(JSON.stringify(body)).not.toContain('DE02');
  });
});

describe('a bound key', () => {
  it('is to be proved by whoever invokes, describes or manages', async () => {
    await oblige([{ type: 'require_bound_key' }]);
    expect(refusal(await invoke())).toEqual([403, 'OBLIGATION_NOT_HONOURED']);
    const described = await agent.client.get(`/api/v1/tools/${tool.id}`);
    expect(refusal(described)).toEqual([403, 'OBLIGATION_NOT_HONOURED']);
    const change = await agent.client.patch(`/api/v1/tools/${tool.id}`, { description: 'New.' }, { 'if-match': '*' });
    expect(change.status).toBe(403);
    const [key, login] = [await ProofKey.make(), agent.client.token ?? ''];
    const accessToken = await boundToken(story.registry, login, key);
    const url = new URL(invocation(), story.registry.url).href;
    const dpop = key.proof({ method: 'POST', url, accessToken });
    const bound = await new ApiClient(story.registry.url).post(
      invocation(),
      { input: {} },
      { authorization: `DPoP ${accessToken}`, dpop },
    );
    expect(bound).toMatchObject({ status: 200, body: { output: ORDERS } });
  });

  it('is to be proved by whoever is vended a credential, and is not made up for by one that was vended before', async () => {
    const { token } = (await story.vend(agent, tool)).body;
    await oblige([{ type: 'require_bound_key' }]);
    const refused = await story.vend(agent, tool);
    expect(refusal(refused)).toEqual([403, 'OBLIGATION_NOT_HONOURED']);
    expect(await logged(refused.body.decisionId)).toMatchObject({
      allowed: false,
      reason: { code: 'OBLIGATION_NOT_HONOURED' },
      obligations: {},
    });
    expect(refusal(await story.invoke(token, tool, {}))).toEqual([403, 'OBLIGATION_NOT_HONOURED']);
  });

  it('shows in simulations', async () => {
    await oblige([{ type: 'require_bound_key' }]);
    const code = async (given: object) => (await simulate(given)).reason.code;
    expect(await code({ action: 'invoke' })).toBe('OBLIGATION_NOT_HONOURED');
    expect(await code({ action: 'invoke', keyProven: true })).toBe('PERMITTED');
    expect(await code({ action: 'vend' })).toBe('OBLIGATION_NOT_HONOURED');
    expect(await code({ action: 'vend', keyProven: true })).toBe('PERMITTED');
    expect(await code({ action: 'discover' })).toBe('PERMITTED');
  });
});

describe('scopes and caps', () => {
  it('refuse an invocation only where the scope invoke is not left', async () => {
    await oblige([
      { type: 'narrow_scopes', scopes: ['stock:read', 'invoke'] },
      { type: 'cap_ttl', seconds: 60 },
    ]);
    expect((await invoke()).status).toBe(200);
    await oblige([{ type: 'narrow_scopes', scopes: ['stock:read', 'stock:write'] }]);
    expect(refusal(await invoke())).toEqual([403, 'OBLIGATION_NOT_HONOURED']);
    expect((await story.vend(agent, tool)).body).toMatchObject({ scopes: ['stock:read'] });
  });
});

describe('notes', () => {
  it('stand beside the decision in the access log, be it yes or no', async () => {
    await oblige([
      { type: 'log', note: 'touches orders' },
      { type: 'log', note: 'ask Controlling' },
    ]);
    const permitted = (await invoke()).body.decisionId;
    const notes = ['ask Controlling', 'touches orders'];
    expect((await logged(permitted)).obligations).toEqual({ notes });
    await oblige([{ type: 'log', note: 'closed' }], { effect: 'deny' });
    const refused = (await invoke()).body.decisionId;
    expect((await logged(refused)).obligations).toEqual({ notes: ['ask Controlling', 'closed', 'touches orders'] });
  });
});

describe('an obligation that nobody knows', () => {
  it('is a no', async () => {
    const { id } = await oblige([{ type: 'log', note: 'x' }]);
    const update = `UPDATE policy SET obligations = '[{"type":"redact","fields":["iban"]}]' WHERE id = $1`;
    await query(story.registry.databaseUrl, update, [id]);
    await oblige([]);
    await story.admin.patch(`/api/v1/policies/${id}`, { description: 'Read again.' }, { 'if-match': '*' });
    const { body } = await invoke();
    expect(body.reason.code).toBe('INDETERMINATE');
    const said = (await logged(body.decisionId)).trace.find((it: { policyId: string }) => it.policyId === id);
    expect(said.reasons[0].code).toBe('OBLIGATIONS_INVALID');
  });
});
