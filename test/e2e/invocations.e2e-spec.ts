import { randomBytes } from 'node:crypto';
import { ToolInvoked } from '../../src/invocation/index.js';
import { DomainEvents } from '../../src/common/events/domain-events.js';
import { ApiClient } from '../support/api-client.js';
import { CallToolType } from '../support/call-tool-type.js';
import { CredentialStory, type TestTool } from '../support/credential-story.js';
import { type HttpUpstream, startHttpUpstream } from '../support/http-upstream.js';
import { startTestRegistry } from '../support/registry.js';

const MOST_CALLS = 3;
const MASTER_KEY = randomBytes(32).toString('base64');

let story: CredentialStory;
let silent: HttpUpstream;
let refusing: HttpUpstream;
let endless: HttpUpstream;
let gone: HttpUpstream;
const invoked: ToolInvoked[] = [];

beforeAll(async () => {
  silent = await startHttpUpstream(() => undefined);
  refusing = await startHttpUpstream((_, reply) => void reply.writeHead(404).end('{"error":"none"}'));
  endless = await startHttpUpstream((_, reply) => void reply.end(JSON.stringify('x'.repeat(5000))));
  gone = await startHttpUpstream();
  const limits = {
    MASTER_KEY,
    OUTBOUND_TIMEOUT_MS: '1000',
    OUTBOUND_MAX_BYTES: '4096',
    OUTBOUND_MAX_CALLS_PER_TOOL: String(MOST_CALLS),
  };
  story = await CredentialStory.begin(limits, [silent, refusing, endless, gone]);
  await gone.close();
  story.registry.app.get(DomainEvents).within(ToolInvoked, (event) => void invoked.push(event));
});
afterAll(async () => {
  await story.end();
  for (const upstream of [silent, refusing, endless]) await upstream.close();
});

async function vended(definition: Readonly<Record<string, unknown>> = {}, wanted: object = {}) {
  const [tool, agent] = [await story.tool(definition), await story.agent()];
  await story.permit(tool);
  const { body } = await story.vend(agent, tool, { ...wanted });
  return { tool, agent, credential: body as { id: string; token: string } };
}

const eventsOf = (tool: TestTool) => invoked.filter((it) => it.toolId === tool.id);

describe('invoking', () => {
  it('executes the tool with a credential, and puts it on record', async () => {
    const { tool, agent, credential } = await vended();
    const { status, body, headers } = await story.invoke(credential.token, tool, { sku: 'BOLT-M8' });
    expect(status).toBe(200);
    expect(headers.get('cache-control')).toBe('no-store');
    expect(body).toEqual({
      invocationId: expect.any(String),
      toolId: tool.id,
      version: '1.0.0',
      decisionId: expect.any(String),
      durationMs: expect.any(Number),
      outcome: 'success',
      status: 200,
      output: expect.objectContaining({ method: 'POST', body: '{"sku":"BOLT-M8"}' }),
    });
    const { invocationId, decisionId } = body;
    expect(eventsOf(tool)).toEqual([
      expect.objectContaining({ invocationId, decisionId, outcome: 'success', status: 200 }),
    ]);
    expect(eventsOf(tool)[0]).toMatchObject({ agentId: agent.id, credentialId: credential.id });
  });

  it("passes on nothing of the caller's request but the input", async () => {
    const { tool, credential } = await vended();
    const caller = story.admin.as(credential.token);
    const headers = { cookie: 'session=canary', 'x-forwarded-for': '203.0.113.9', 'x-canary': 'canary' };
    const { body } = await caller.post(`/api/v1/tools/${tool.id}/invocations`, { input: { sku: 'A' } }, headers);
    expect(body.outcome).toBe('success');
    const sent = JSON.stringify(story.upstream.requests.at(-1));
    for (const trace of ['canary', '203.0.113.9', credential.token, 'authorization']) expect(sent).not.toContain(trace);
  });

  it.each([
    ['what is missing', {}, '/input/sku', 'REQUIRED'],
    ['what is of another type', { sku: 1 }, '/input/sku', 'TYPE'],
    ['what is not known', { sku: 'A', 'a/b': 1 }, '/input/a~1b', 'ADDITIONAL_PROPERTIES'],
  ])('refuses input by naming %s, and sends and takes nothing', async (_, input, pointer, code) => {
    const { tool, credential } = await vended({}, { maxUses: 1 });
    const before = story.upstream.requests.length;
    const { status, body } = await story.invoke(credential.token, tool, input);
    expect(status).toBe(400);
    expect(body.errors).toEqual([expect.objectContaining({ pointer, code })]);
    expect(story.upstream.requests).toHaveLength(before);
    expect(await story.isActive(credential.token)).toBe(true);
  });

  it.each([[undefined], [null], [[]], ['text'], [7]])('refuses an input that is %j', async (input) => {
    const { tool, credential } = await vended();
    const path = `/api/v1/tools/${tool.id}/invocations`;
    const { status, body } = await story.admin.as(credential.token).post(path, { input });
    expect({ status, pointer: body.errors[0].pointer }).toEqual({ status: 400, pointer: '/input' });
  });

  it('is for those only whom a policy permits it, and takes no use of a refused credential', async () => {
    const [tool, agent] = [await story.tool(), await story.agent()];
    await story.permit(tool, ['vend']);
    const { token } = (await story.vend(agent, tool, { maxUses: 1 })).body;
    const before = story.upstream.requests.length;
    expect(await story.invoke(token, tool)).toMatchObject({ status: 403, body: { code: 'ACCESS_DENIED' } });
    expect(story.upstream.requests).toHaveLength(before);
    expect(await story.isActive(token)).toBe(true);
  });
});

describe('a tool that demands a credential', () => {
  it.each([
    ['an access token', undefined],
    ['a credential without the scope invoke', ['stock:read']],
  ])('is not opened by %s', async (_, scopes) => {
    const { tool, agent, credential } = await vended({}, { scopes });
    const bearer = scopes ? credential.token : agent.client.token;
    const before = story.upstream.requests.length;
    expect(await story.invoke(bearer ?? '', tool)).toMatchObject({
      status: 403,
      body: { code: 'CREDENTIAL_REQUIRED' },
    });
    expect(story.upstream.requests).toHaveLength(before);
  });

  it('is not opened, nor shown to exist, by the credential of another tool', async () => {
    const [{ tool }, { credential }] = [await vended(), await vended()];
    expect((await story.invoke(credential.token, tool)).status).toBe(404);
  });

  it('is executed exactly as often as the credential may be used, however many call at once', async () => {
    const { tool, credential } = await vended({}, { maxUses: 2 });
    const before = story.upstream.requests.length;
    const replies = [];
    for (let wave = 0; wave < 4; wave += 1) {
      const calls = Array.from({ length: MOST_CALLS }, () => story.invoke(credential.token, tool));
      replies.push(...(await Promise.all(calls)));
    }
    expect(replies.filter((it) => it.status === 200)).toHaveLength(2);
    expect(replies.filter((it) => it.status === 401)).toHaveLength(4 * MOST_CALLS - 2);
    expect(story.upstream.requests.length - before).toBe(2);
  });
});

describe('a tool that demands none', () => {
  it('is opened by an access token', async () => {
    const { tool, agent } = await vended({ authRequired: false });
    expect(await story.invoke(agent.client.token ?? '', tool)).toMatchObject({ status: 200 });
    expect(eventsOf(tool)[0]?.credentialId).toBeUndefined();
  });

  it('is not opened by a credential that is not for invoking', async () => {
    const { tool, credential } = await vended({ authRequired: false }, { scopes: ['stock:read'] });
    expect(await story.invoke(credential.token, tool)).toMatchObject({ status: 403 });
  });
});

describe('a tool that does not do well', () => {
  const open = async (definition: Readonly<Record<string, unknown>>) => {
    const tool = await story.tool({ authRequired: false, ...definition });
    await story.permit(tool);
    return tool;
  };
  const invoke = (tool: TestTool) => story.invoke(story.admin.token ?? '', tool);

  it('said no: that is an answer', async () => {
    const { status, body } = await invoke(await open({ endpoint: refusing.url }));
    expect(status).toBe(200);
    expect(body).toMatchObject({ outcome: 'failure', status: 404, message: 'The tool answered with status 404.' });
    expect(body).not.toHaveProperty('output');
  });

  it.each<[string, () => Readonly<Record<string, unknown>>, string]>([
    ['keeps silent', () => ({ endpoint: silent.url }), 'TOOL_TIMED_OUT'],
    ['is not there', () => ({ endpoint: gone.url }), 'TOOL_UNREACHABLE'],
    ['is in our network', () => ({ endpoint: 'https://127.0.0.1:9' }), 'OUTBOUND_REFUSED'],
    ['is the registry itself', () => ({ endpoint: story.registry.url }), 'OUTBOUND_REFUSED'],
    ['says too much', () => ({ endpoint: endless.url }), 'OUTBOUND_TOO_LARGE'],
    ['has a type that throws', () => ({ settings: { misbehave: 'throw' } }), 'TOOL_UNREACHABLE'],
    ['answers what is no JSON', () => ({ settings: { misbehave: 'cycle' } }), 'TOOL_ANSWER_UNUSABLE'],
  ])('that %s', async (_, definition, code) => {
    const tool = await open(definition());
    const { status, body } = await invoke(tool);
    expect({ status, code: body.code }).toEqual({ status: 503, code });
    expect(JSON.stringify(body)).not.toContain('127.0.0.1');
    expect(eventsOf(tool)).toEqual([expect.objectContaining({ outcome: 'error', errorCode: code })]);
  });

  it('keeps nobody waiting: one call more than its bound is refused, other tools are not', async () => {
    const [slow, quick] = [await open({ settings: { misbehave: 'sleep' } }), await open({})];
    const type = story.registry.app.get(CallToolType);
    const sleeping = Array.from({ length: MOST_CALLS }, () => invoke(slow));
    for (let turn = 0; turn < 50_000 && type.asleep < MOST_CALLS; turn += 1) await new Promise(setImmediate);
    const busy = await invoke(slow);
    expect(busy).toMatchObject({ status: 503, body: { code: 'TOOL_BUSY' } });
    expect(busy.headers.get('retry-after')).toBe('1');
    expect((await invoke(quick)).status).toBe(200);

    const replies = await Promise.all(sleeping);
    expect(replies.map((it) => it.body.code)).toEqual(Array(MOST_CALLS).fill('TOOL_TIMED_OUT'));
    expect(await invoke(slow)).toMatchObject({ status: 503, body: { code: 'TOOL_BUSY' } });
    type.wake();
    await new Promise(setImmediate);
    expect((await invoke(slow)).status).toBe(200);
  });

  it('whose type is not installed any more', async () => {
    const tool = await open({});
    const other = await startTestRegistry({ variables: { DATABASE_URL: story.registry.databaseUrl, MASTER_KEY } });
    const reply = await new ApiClient(other.url, story.admin.token).post(`/api/v1/tools/${tool.id}/invocations`, {
      input: { sku: 'A' },
    });
    await other.close();
    expect(reply).toMatchObject({ status: 503, body: { code: 'TOOL_TYPE_NOT_INSTALLED' } });
  });
});
