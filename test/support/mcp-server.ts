import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import {
  createMcpHandler,
  fromJsonSchema,
  inputRequired,
  McpServer,
  type McpServerFactory,
  Server,
} from '@modelcontextprotocol/server';

export interface ListeningServer {
  readonly url: string;
  readonly port: number;
  close(): Promise<void>;
}

const NUMBERS = { type: 'object', required: ['a', 'b'], properties: { a: { type: 'number' }, b: { type: 'number' } } };
const SUM = { type: 'object', required: ['sum'], properties: { sum: { type: 'number' } } };
const NOTHING = fromJsonSchema({ type: 'object' });
const say = (text: string) => ({ content: [{ type: 'text' as const, text }] });

/** A server of the stateless revision: `add`, `fail`, `ask` (for input) and `tenant` (mirrored into a header). */
function calculator(): McpServer {
  const server = new McpServer({ name: 'Calculator', version: '1.0.0' });
  server.registerTool(
    'add',
    {
      title: 'Add',
      description: 'Adds two numbers.',
      inputSchema: fromJsonSchema<{ a: number; b: number }>(NUMBERS),
      outputSchema: fromJsonSchema<{ sum: number }>(SUM),
      annotations: { readOnlyHint: true, idempotentHint: true, openWorldHint: false },
    },
    ({ a, b }) => ({ ...say(String(a + b)), structuredContent: { sum: a + b } }),
  );
  server.registerTool('fail', { description: 'Fails.', inputSchema: NOTHING }, () => ({
    ...say('No.'),
    isError: true,
  }));
  server.registerTool('ask', { description: 'Asks.', inputSchema: NOTHING }, () =>
    inputRequired({
      inputRequests: {
        name: inputRequired.elicit({
          message: 'Who?',
          requestedSchema: { type: 'object', properties: { name: { type: 'string' } } },
        }),
      },
    }),
  );
  const tenant = { type: 'object', properties: { tenant: { type: 'string', 'x-mcp-header': 'Tenant' } } };
  server.registerTool(
    'tenant',
    { description: 'Says for whom.', inputSchema: fromJsonSchema<{ tenant: string }>(tenant) },
    (input) => say(input.tenant),
  );
  return server;
}

type ModernServer = ListeningServer & { readonly seen: readonly string[] };

/** A calculator of the revision 2026-07-28. @param mayEnter is asked for every request. */
export function startModernServer(mayEnter: (headers: Headers) => boolean = () => true): Promise<ModernServer> {
  return serveModern(calculator, mayEnter);
}

/** Another server's tools in the revision 2026-07-28: what is asked is asked of that server in its own. */
export async function startModernFront(url: string): Promise<ModernServer> {
  const client = new Client({ name: 'front', version: '1.0.0' });
  await client.connect(new StreamableHTTPClientTransport(new URL(url)));
  const front = () => {
    const server = new Server({ name: 'Front', version: '1.0.0' }, { capabilities: { tools: {} } });
    server.setRequestHandler('tools/list', ({ params }) => client.listTools(params));
    server.setRequestHandler('tools/call', ({ params }) => client.callTool(params));
    return server;
  };
  const served = await serveModern(front, () => true);
  return { ...served, close: async () => (await client.close(), served.close()) };
}

/** Only the revision 2026-07-28, made with the official library. */
async function serveModern(server: McpServerFactory, mayEnter: (headers: Headers) => boolean): Promise<ModernServer> {
  const handler = createMcpHandler(server, { legacy: 'reject' });
  const seen: string[] = [];
  const listening = await listen(async (incoming, reply) => {
    const headers = new Headers(Object.entries(incoming.headers).map(([name, value]) => [name, String(value)]));
    const { method = '' } = incoming;
    seen.push(`${method} ${headers.get('mcp-method') ?? ''}`);
    const body = method === 'POST' ? { body: await buffer(incoming) } : {};
    const request = new Request(`http://${headers.get('host') ?? ''}${incoming.url ?? ''}`, {
      method,
      headers,
      ...body,
    });
    const answer = mayEnter(headers) ? await handler.fetch(request) : new Response('No.', { status: 401 });
    reply.writeHead(answer.status, Object.fromEntries(answer.headers)).end(Buffer.from(await answer.arrayBuffer()));
  });
  return { ...listening, seen };
}

/** Says whatever the test wants to every request, given its JSON-RPC message and path. */
export function startHostileServer(
  answer: (message: { id?: number; method?: string }, reply: ServerResponse, path: string) => void,
): Promise<ListeningServer> {
  return listen(async (incoming, reply) => {
    const text = (await buffer(incoming)).toString();
    answer(text === '' ? {} : (JSON.parse(text) as object), reply, incoming.url ?? '');
  });
}

async function listen(
  serve: (incoming: IncomingMessage, reply: ServerResponse) => Promise<void>,
): Promise<ListeningServer> {
  const server = createServer((incoming, reply) => {
    reply.on('error', () => undefined);
    serve(incoming, reply).catch(() => reply.destroy());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const close = async () => {
    server.closeAllConnections();
    server.close();
    await once(server, 'close');
  };
  return { url: `http://127.0.0.1:${port}/mcp`, port, close };
}
