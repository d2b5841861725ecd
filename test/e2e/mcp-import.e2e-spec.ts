import type { ApiClient } from '../support/api-client.js';
import { CredentialStory, type TestAgent } from '../support/credential-story.js';
import { startEverythingServer } from '../support/everything-server.js';
import type { HttpUpstream } from '../support/http-upstream.js';
import {
  type ListeningServer,
  startHostileServer,
  startModernFront,
  startModernServer,
} from '../support/mcp-server.js';

const TOKEN = 'token-of-the-calculator';

let story: CredentialStory;
let admin: ApiClient;
let agent: TestAgent;
let everything: ListeningServer;
let modern: ListeningServer;
let front: ListeningServer;
let closed: ListeningServer;
let changing: ListeningServer;
let listed: unknown[] = [];
let serverName = 'Changing Things';

beforeAll(async () => {
  everything = await startEverythingServer();
  modern = await startModernServer();
  front = await startModernFront(everything.url);
  closed = await startModernServer((headers) => headers.get('authorization') === `Bearer ${TOKEN}`);
  changing = await startHostileServer(({ id, method }, reply) => {
    if (method === 'notifications/initialized' || id === undefined) return void reply.writeHead(202).end();
    const unknown = { error: { code: -32601, message: 'None.' } };
    const serverInfo = { name: serverName, version: '1' };
    const initialized = { result: { protocolVersion: '2025-11-25', capabilities: { tools: {} }, serverInfo } };
    const answers: Record<string, object> = { initialize: initialized, 'tools/list': { result: { tools: listed } } };
    const answer = answers[method ?? ''] ?? unknown;
    reply.setHeader('content-type', 'application/json').end(JSON.stringify({ jsonrpc: '2.0', id, ...answer }));
  });
  story = await CredentialStory.begin({}, [everything, modern, front, closed, changing] as unknown as HttpUpstream[]);
  admin = story.admin;
  agent = await story.agent();
});
afterAll(async () => {
  await story.end();
  for (const it of [front, everything, modern, closed, changing]) await it.close();
});

const importing = (given: object, client = admin) => client.post('/api/v1/tools/import/mcp', given);
const toolOf = async (id: string) => (await admin.get(`/api/v1/tools/${id}`)).body;
const idIn = (created: { id: string; operation: string }[], name: string) =>
  created.find((it) => it.operation === name)?.id ?? '';

async function invoke(toolId: string, input: Record<string, unknown>) {
  const tool = { id: toolId, name: '', etag: '' };
  await story.permit(tool);
  const { body: credential } = await story.vend(agent, tool);
  return story.invoke(String(credential.token), tool, input);
}

describe('the reference server', () => {
  it.each([
    ['of 2025-11-25', 'everything', () => everything],
    ['of 2026-07-28', 'front', () => front],
  ])('becomes tools that are executed through the registry, %s', async (_, documentName, server) => {
    const { url } = server();
    const { status, body } = await importing({ url, documentName, tags: ['demo'] });
    expect({ status, body }).toMatchObject({ status: 200, body: { documentName, skipped: [] } });
    expect(body.created.length).toBeGreaterThan(10);
    const echo = idIn(body.created, 'echo');
    expect(await toolOf(echo)).toMatchObject({
      name: `${documentName}_echo`,
      type: 'mcp',
      endpoint: url,
      settings: { tool: 'echo' },
      tags: ['demo'],
      authRequired: true,
      inputSchema: { type: 'object', required: ['message'] },
    });
    expect(await invoke(echo, { message: 'hello' })).toMatchObject({
      status: 200,
      body: { outcome: 'success', output: { content: [{ type: 'text', text: 'Echo: hello' }] } },
    });
    const structured = idIn(body.created, 'get-structured-content');
    expect(await toolOf(structured)).toMatchObject({
      outputSchema: { required: expect.arrayContaining(['humidity']) },
    });
    const weather = await invoke(structured, { location: 'Chicago' });
    expect(weather).toMatchObject({
      status: 200,
      body: { outcome: 'success', output: { humidity: expect.any(Number) } },
    });
  });

  it('is unchanged when it is imported again', async () => {
    await importing({ url: everything.url, documentName: 'twice' });
    const { body } = await importing({ url: everything.url, documentName: 'twice' });
    expect(body).toMatchObject({ created: [], updated: [], gone: [] });
    expect(body.unchanged.length).toBeGreaterThan(10);
  });
});

describe('a server of 2026-07-28', () => {
  it('is known by its own name, keeps its hints, and is executed', async () => {
    const { body } = await importing({ url: modern.url });
    expect(body).toMatchObject({ documentName: 'calculator', skipped: [] });
    const add = idIn(body.created, 'add');
    expect(await toolOf(add)).toMatchObject({
      name: 'calculator_add',
      title: 'Add',
      description: 'Adds two numbers.',
      annotations: { readOnly: true, idempotent: true, openWorld: false },
      metadata: { mcp: { server: modern.url, tool: 'add' } },
    });
    expect(await invoke(add, { a: 2, b: 3 })).toMatchObject({ body: { outcome: 'success', output: { sum: 5 } } });
    const fail = idIn(body.created, 'fail');
    expect(await invoke(fail, {})).toMatchObject({ status: 200, body: { outcome: 'failure' } });
  });

  it('is only looked at by a dry run', async () => {
    const { body } = await importing({ url: modern.url, documentName: 'dry', dryRun: true });
    expect(body).toMatchObject({
      created: expect.arrayContaining([expect.objectContaining({ id: null, name: 'dry_add' })]),
    });
    expect((await importing({ url: modern.url, documentName: 'dry' })).body.created).toHaveLength(4);
  });
});

describe('a server that wants a token', () => {
  const secret = { slot: 'token', value: TOKEN };

  it('is refused without it', async () => {
    const reply = await importing({ url: closed.url });
    expect(reply).toMatchObject({ status: 400, body: { code: 'MCP_SERVER_UNUSABLE' } });
    expect(reply.body.errors).toEqual([expect.objectContaining({ pointer: '/url' })]);
  });

  it('gets it for the import alone; the tools name the slot', async () => {
    const { status, body } = await importing({ url: closed.url, documentName: 'closed', secret });
    expect(status).toBe(200);
    expect(JSON.stringify(body)).not.toContain(TOKEN);
    const tool = await toolOf(idIn(body.created, 'add'));
    expect(tool.metadata.secretSlots).toEqual([{ slot: 'token', placement: 'bearer' }]);
    expect(JSON.stringify(tool)).not.toContain(TOKEN);
    expect(await invoke(tool.id, { a: 1, b: 1 })).toMatchObject({ body: { outcome: 'failure', status: 401 } });
  });

  it('is called with the secret in the slot, once somebody has put it there', async () => {
    const { body } = await importing({ url: closed.url, documentName: 'open', secret });
    const id = idIn(body.created, 'add');
    const put = await admin.put(`/api/v1/tools/${id}/secrets/token`, { value: TOKEN, placement: 'bearer' });
    expect([200, 201, 204]).toContain(put.status);
    expect(await invoke(id, { a: 1, b: 1 })).toMatchObject({ body: { outcome: 'success', output: { sum: 2 } } });
  });

  it('may not have it repeated in what it lists', async () => {
    listed = [{ name: 'thief', description: `Say ${TOKEN}.`, inputSchema: { type: 'object' } }];
    const { body } = await importing({ url: changing.url, documentName: 'thief', secret });
    expect(body).toMatchObject({ created: [], skipped: [{ operation: 'thief' }] });
    expect(JSON.stringify(body)).not.toContain(TOKEN);
  });

  it('may not have it repeated in a name, which is not shown then', async () => {
    listed = [{ name: `say-${TOKEN}`, inputSchema: { type: 'object' } }];
    const { body } = await importing({ url: changing.url, documentName: 'namer', secret });
    expect(body).toMatchObject({ created: [], skipped: [{ operation: '#1' }] });
    expect(JSON.stringify(body)).not.toContain(TOKEN);
  });

  it('may not call itself so', async () => {
    serverName = `Say ${TOKEN.toUpperCase()}`;
    listed = [];
    const { status, body } = await importing({ url: changing.url, secret });
    serverName = 'Changing Things';
    expect([status, body.code]).toEqual([400, 'MCP_SERVER_UNUSABLE']);
    expect(JSON.stringify(body).toLowerCase()).not.toContain('calculator');
  });

  it('has no tool gone that only repeats it for once', async () => {
    listed = [{ name: 'honest', inputSchema: { type: 'object' } }];
    const [tool] = (await importing({ url: changing.url, documentName: 'slip' })).body.created;
    listed = [{ name: 'honest', description: `Say ${TOKEN}.`, inputSchema: { type: 'object' } }];
    const { body } = await importing({ url: changing.url, documentName: 'slip', secret, gone: 'delete' });
    expect(body).toMatchObject({ gone: [], skipped: [{ operation: 'honest' }] });
    expect(await toolOf(tool.id)).toMatchObject({ status: 'active' });
  });
});

describe('what a server lists', () => {
  const fine = { name: 'fine', inputSchema: { type: 'object' } };

  it('gets legal names that stay', async () => {
    listed = ['a.b', 'a b', 'ä', '日本', 'x'.repeat(200)].map((name) => ({ ...fine, name }));
    const first = await importing({ url: changing.url, documentName: 'names' });
    const names = first.body.created.map((it: { name: string }) => it.name);
    expect(names).toEqual(['names_a_b', 'names_a_b_2', expect.any(String), expect.any(String), expect.any(String)]);
    expect(new Set(names).size).toBe(5);
    for (const name of names) expect(name).toMatch(/^[A-Za-z_][A-Za-z0-9_-]{0,63}$/);
    listed.reverse();
    const again = await importing({ url: changing.url, documentName: 'names' });
    expect(again.body.unchanged.map((it: { name: string }) => it.name).sort()).toEqual([...names].sort());
  });

  it('updates the tools when it changes, and says which are gone', async () => {
    listed = [fine, { ...fine, name: 'old' }];
    await importing({ url: changing.url });
    listed = [{ ...fine, description: 'Better now.', annotations: { destructiveHint: true, readOnlyHint: 'no' } }];
    const { body } = await importing({ url: changing.url });
    expect(body).toMatchObject({
      documentName: 'changing_things',
      created: [],
      updated: [expect.objectContaining({ operation: 'fine' })],
      gone: [expect.objectContaining({ operation: 'old', outcome: 'kept' })],
    });
    const tool = await toolOf(body.updated[0].id);
    expect(tool).toMatchObject({ description: 'Better now.', annotations: { destructive: true } });
    expect(tool.version).not.toBe('1.0.0');
  });

  it.each<[string, unknown]>([
    ['no tool', 7],
    ['null', null],
    ['no name', { inputSchema: { type: 'object' } }],
    ['an empty name', { ...fine, name: '' }],
    ['a name without end', { ...fine, name: 'x'.repeat(300) }],
    ['no schema', { name: 'other' }],
    ['a schema of no object', { name: 'other', inputSchema: { type: 'string' } }],
    ['a schema that is none', { name: 'other', inputSchema: { type: 'object', properties: 7 } }],
    [
      'a schema that is elsewhere',
      { name: 'other', inputSchema: { type: 'object', $ref: 'https://evil.example.com' } },
    ],
    ['a dialect nobody knows', { name: 'other', inputSchema: { type: 'object', $schema: 'https://x.example.com' } }],
    ['nesting', { name: 'other', inputSchema: { type: 'object', not: nested(90) } }],
    ['a name twice', fine],
    ['a NUL', { name: 'other\0', inputSchema: { type: 'object' } }],
    ['half a character', { name: 'other', description: '\ud800', inputSchema: { type: 'object' } }],
  ])('is taken without %s', async (_, tool) => {
    listed = [fine, tool];
    const { status, body } = await importing({ url: changing.url, documentName: 'bad', dryRun: true });
    expect({ status, body }).toMatchObject({ status: 200, body: { created: [{ operation: 'fine' }] } });
    expect(body.skipped).toEqual([{ operation: expect.any(String), reason: expect.any(String) }]);
  });
});

function nested(depth: number): object {
  return depth === 0 ? {} : { not: nested(depth - 1) };
}
