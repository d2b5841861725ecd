import type { ServerResponse } from 'node:http';
import type { ApiClient, ApiReply } from '../support/api-client.js';
import { CredentialStory, type TestAgent } from '../support/credential-story.js';
import type { HttpUpstream } from '../support/http-upstream.js';
import { type Answer, json, type Message, modernly, politely, result, stream } from '../support/mcp-manners.js';
import { type ListeningServer, startHostileServer } from '../support/mcp-server.js';

const MOST_BYTES = 65_536;
const TIMEOUT_MS = 3_000;
/** A little more than one call may take, for a busy machine. */
const SOON_MS = 12_000;

const every = (milliseconds: number, reply: ServerResponse, text: string) => {
  const timer = setInterval(() => reply.write(text), milliseconds);
  reply.on('close', () => clearInterval(timer));
};
const deep = (depth: number) => `${'{"a":'.repeat(depth)}1${'}'.repeat(depth)}`;

const tool = (index: number) => ({ name: `t${index}`, inputSchema: { type: 'object' } });

const WORST: readonly [string, Answer][] = [
  ['never answers', () => undefined],
  ['hangs up', (_, reply) => void reply.destroy()],
  ['answers 500', (_, reply) => void reply.writeHead(500).end('secret internals')],
  ['answers 200 and nothing', (_, reply) => void reply.writeHead(200).end()],
  [
    'redirects to the metadata of a cloud',
    (_, reply) => void reply.writeHead(307, { location: 'http://169.254.169.254/' }).end(),
  ],
  ['sends a page', (_, reply) => void reply.setHeader('content-type', 'text/html').end('<html>')],
  ['sends broken JSON', (_, reply) => json(reply, '{"jsonrpc":')],
  ['sends JSON that is no message', (_, reply) => json(reply, '[1,2,3]')],
  ['answers to somebody else', ({ id }, reply) => json(reply, result((id ?? 0) + 1_000, { tools: [], content: [] }))],
  ['answers to a text', (_, reply) => json(reply, { jsonrpc: '2.0', id: 'x', result: {} })],
  ['answers in another JSON-RPC', ({ id }, reply) => json(reply, { jsonrpc: '1.0', id, result: {} })],
  [
    'gives an error',
    ({ id }, reply) => json(reply, { jsonrpc: '2.0', id, error: { code: -32000, message: 'secret internals' } }),
  ],
  ['gives a result that is none', ({ id }, reply) => json(reply, result(id, 7))],
  ['gives lists that are none', ({ id }, reply) => json(reply, result(id, { tools: 7, content: 7 }))],
  [
    'sends too much',
    ({ id }, reply) => json(reply, result(id, { tools: [], content: [], more: 'x'.repeat(2 * MOST_BYTES) })),
  ],
  ['sends too much at once in a stream', (_, reply) => void stream(reply).write(`data: ${'x'.repeat(2 * MOST_BYTES)}`)],
  ['streams without end', (_, reply) => every(5, stream(reply), `data: ${'x'.repeat(1_000)}\n\n`)],
  [
    'tells of progress without end',
    (_, reply) =>
      every(
        5,
        stream(reply),
        'data: {"jsonrpc":"2.0","method":"notifications/progress","params":{"progressToken":1,"progress":1}}\n\n',
      ),
  ],
  ['drips', (_, reply) => every(100, stream(reply), ':')],
  ['drips JSON', (_, reply) => every(100, reply.writeHead(200, { 'content-type': 'application/json' }), ' ')],
  ['breaks a stream off', (_, reply) => void stream(reply).end('id: 1\nretry: 0\ndata:\n\n')],
  [
    'asks back',
    (_, reply) =>
      every(20, stream(reply), 'data: {"jsonrpc":"2.0","id":1,"method":"sampling/createMessage","params":{}}\n\n'),
  ],
];

let story: CredentialStory;
let admin: ApiClient;
let agent: TestAgent;
let server: ListeningServer;
/** What the server answers at `/mcp`; at `/0`, `/1` and so on it does its worst, each in its way. */
let answer: Answer = () => undefined;
let manner: (worst: Answer) => Answer = politely;

beforeAll(async () => {
  server = await startHostileServer((message, reply, path) => {
    const [, worst] = WORST[Number(path.slice(1))] ?? [];
    (worst ? manner(worst) : answer)(message, reply);
  });
  const limits = { OUTBOUND_TIMEOUT_MS: String(TIMEOUT_MS), OUTBOUND_MAX_BYTES: String(MOST_BYTES) };
  story = await CredentialStory.begin(limits, [server] as unknown as HttpUpstream[]);
  ({ admin } = story);
  agent = await story.agent();
});
afterAll(async () => {
  await story.end();
  await server.close();
});

const urlOf = (worst: number) => new URL(`/${worst}`, server.url).href;

const importing = (given: object = {}) =>
  admin.post('/api/v1/tools/import/mcp', { url: server.url, documentName: 'hostile', ...given });

async function vended(endpoint = server.url) {
  const tool = await story.tool({
    type: 'mcp',
    endpoint,
    settings: { tool: 'x' },
    inputSchema: { type: 'object' },
  });
  await story.permit(tool);
  const { body } = await story.vend(agent, tool);
  return { tool, invoke: () => story.invoke(String(body.token), tool, {}) };
}

/** One reply for each of the worst, by its name; all at once, and soon. */
async function ofEach(work: (url: string) => Promise<ApiReply>): Promise<[string, ApiReply][]> {
  const started = performance.now();
  const replies = await Promise.all(
    WORST.map(async ([name], index): Promise<[string, ApiReply]> => [name, await work(urlOf(index))]),
  );
  expect(performance.now() - started).toBeLessThan(SOON_MS);
  return replies;
}

describe.each<[string, typeof manner]>([
  ['of 2025-11-25, once a session is open', politely],
  ['of 2026-07-28, once it was discovered', modernly],
  ['from the first message on', (worst) => worst],
])('a hostile server %s', (_, given) => {
  beforeEach(() => (manner = given));

  it('is not imported', async () => {
    const replies = await ofEach((url) => importing({ url }));
    const told = replies.map(([name, { status, body }]) => [name, status, body.code]);
    expect(told).toEqual(WORST.map(([name]) => [name, 400, 'MCP_SERVER_UNUSABLE']));
    expect(JSON.stringify(replies.map(([, { body }]) => body))).not.toContain('internals');
  });

  it('makes a call fail', async () => {
    const calls = new Map(await Promise.all(WORST.map(async (_, it) => [urlOf(it), await vended(urlOf(it))] as const)));
    const replies = await ofEach(async (url) => calls.get(url)?.invoke() ?? Promise.reject(new Error(url)));
    for (const [name, { status, body }] of replies) {
      expect(body.message ?? '').not.toContain('internals');
      if (status === 200) expect([name, body.outcome]).toEqual([name, 'failure']);
      else expect([name, status, body.code]).toEqual([name, 503, expect.stringMatching(/^(TOOL|OUTBOUND)_/)]);
    }
  });
});

describe('lists', () => {
  const listing = (tools: unknown, given: object = {}): Answer =>
    politely(({ id }, reply) => json(reply, result(id, { tools, ...given })));
  const many = (count: number) => Array.from({ length: count }, (_, index) => tool(index));

  it.each<[string, () => Answer, string]>([
    ['10,000 tools', () => listing(many(10_000)), 'more than may be received'],
    ['more tools than a server has', () => listing(many(1_001)), 'more than 1000 tools'],
    ['pages without end', () => listing([], { nextCursor: 'again' }), 'more than 100 pages'],
    ['large pages without end', () => listing([], { nextCursor: 'again', more: 'x'.repeat(30_000) }), 'too large'],
  ])('with %s are refused', async (_, worst, detail) => {
    answer = worst();
    expect(await importing()).toMatchObject({ status: 400, body: { detail: expect.stringContaining(detail) } });
  });

  it('with schemas 3,000 levels deep are taken without them', async () => {
    answer = politely(({ id }, reply) =>
      json(
        reply,
        `{"jsonrpc":"2.0","id":${id},"result":{"tools":[{"name":"deep","inputSchema":${deep(3_000)}},${JSON.stringify(tool(1))}]}}`,
      ),
    );
    const { status, body } = await importing({ dryRun: true });
    expect({ status, body }).toMatchObject({
      status: 200,
      body: { created: [{ operation: 't1' }], skipped: [{ operation: 'deep' }] },
    });
  });
});

it.each([
  ['2025-11-25', politely],
  ['2026-07-28', modernly],
])('an answer 3,000 levels deep is an answer, or a failure of the tool (%s)', async (_, given) => {
  const text = (id: unknown) =>
    `{"jsonrpc":"2.0","id":${String(id)},"result":{"resultType":"complete","content":[],"structuredContent":${deep(3_000)}}}`;
  answer = given(({ id }, reply) => json(reply, text(id)));
  expect([200, 503]).toContain((await (await vended()).invoke()).status);
});

it('what repeats the secret is scrubbed, also when the server says no', async () => {
  const value = 'a-secret-of-the-server';
  const { tool, invoke } = await vended();
  await admin.put(`/api/v1/tools/${tool.id}/secrets/token`, { value, placement: 'bearer' });
  answer = politely(({ id }, reply) =>
    json(reply, result(id, { content: [{ type: 'text', text: `You sent ${value}.` }] })),
  );
  const said = await invoke();
  expect(said.body.outcome).toBe('success');
  expect(JSON.stringify(said.body)).not.toContain(value);
  answer = politely(({ id }, reply) => json(reply, { jsonrpc: '2.0', id, error: { code: -32000, message: value } }));
  const refused = await invoke();
  expect(refused.body.outcome).toBe('failure');
  expect(JSON.stringify(refused.body)).not.toContain(value);
});

it('a tool that wants more input fails, however the server asks', async () => {
  answer = modernly(({ id }, reply) =>
    json(reply, result(id, { resultType: 'input_required', inputRequests: {}, requestState: 'x' })),
  );
  const { body } = await (await vended()).invoke();
  expect(body).toMatchObject({ outcome: 'failure', message: expect.stringContaining('further input') });
});

it('what is too large ends a call at once, and not when its time is up', async () => {
  answer = politely((_, reply) => void stream(reply).write(`data: ${'x'.repeat(2 * MOST_BYTES)}`));
  const { invoke } = await vended();
  const started = performance.now();
  expect(await invoke()).toMatchObject({ status: 503, body: { code: 'OUTBOUND_TOO_LARGE' } });
  expect(performance.now() - started).toBeLessThan(TIMEOUT_MS);
});

describe.each([
  ['of 2025-11-25', politely],
  ['of 2026-07-28', modernly],
  ['from the first message on', (worst: Answer) => worst],
])('an answer to something else (%s)', (_, given) => {
  it.each([
    ['another number', ({ id }: Message) => (Number(id) || 0) + 1_000],
    ['a text', () => 'x'],
    ['nothing', () => null],
  ])('ends a call at once, and not when its time is up: to %s', async (__, idFor) => {
    const { invoke } = await vended();
    for (const send of [
      json,
      (reply: ServerResponse, it: unknown) => void stream(reply).write(`data: ${JSON.stringify(it)}\n\n`),
    ]) {
      answer = given((message, reply) => send(reply, { ...result(message.id, {}), id: idFor(message) }));
      const started = performance.now();
      expect(await invoke()).toMatchObject({ status: 200, body: { outcome: 'failure' } });
      expect(performance.now() - started).toBeLessThan(TIMEOUT_MS / 2);
    }
  });
});

it('a tool at a private address is not reached', async () => {
  const { invoke } = await vended('http://10.0.0.1/mcp');
  expect(await invoke()).toMatchObject({ status: 503, body: { code: 'OUTBOUND_REFUSED' } });
});
