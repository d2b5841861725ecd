import {
  Client,
  type JsonSchemaValidator,
  type jsonSchemaValidator,
  type RequestOptions,
  type StreamableHTTPClientTransport,
} from '@modelcontextprotocol/client';
import type { GuardedFetch } from '../tool-type.js';
import { McpExchange } from './mcp-exchange.js';
import { toMcpFailure } from './mcp-failure.js';
import { mcpTransport } from './mcp-transport.js';

/** Revisions of the protocol: the stateless one, and the one before it that opens sessions. `auto` asks the server. */
export const MCP_PROTOCOLS = ['auto', '2026-07-28', '2025-11-25'] as const;
export type McpProtocol = (typeof MCP_PROTOCOLS)[number];

export interface McpServerAddress {
  /** Of the Streamable HTTP endpoint. */
  readonly url: string;
  readonly http: GuardedFetch;
  readonly protocol?: McpProtocol;
  /** Aborts when the time for all of it is up. */
  readonly signal: AbortSignal;
}

/** Who asks. No capabilities: a server that wants something of the caller is told that there is nobody. */
const OURSELVES = { name: 'genai-tool-registry', version: '1' };
/** What tools answer is not checked here: schemas of servers are compiled within our own bounds, or not at all. */
const UNCHECKED: jsonSchemaValidator = {
  getValidator<T>(): JsonSchemaValidator<T> {
    return (input) => ({ valid: true, data: input as T, errorMessage: undefined });
  },
};
/** For requests to a server: their time is that of the whole connection. */
export const UNTIL_ABORTED: RequestOptions = { timeout: 2 ** 31 - 1 };

/**
 * Connects to an MCP server for one piece of work, and leaves nothing open behind, whatever happens.
 *
 * @throws McpFailure when the server answered, but not as it should; otherwise what the guarded client or the signal
 *   threw.
 */
export async function withMcpServer<T>(address: McpServerAddress, work: (client: Client) => Promise<T>): Promise<T> {
  const { signal, http, url, protocol = 'auto' } = address;
  signal.throwIfAborted();
  const exchange = new McpExchange(http, signal);
  const transport = mcpTransport(url, exchange);
  const client = new Client(OURSELVES, {
    versionNegotiation: { mode: modeOf(protocol) },
    inputRequired: { autoFulfill: false },
    jsonSchemaValidator: UNCHECKED,
  });
  try {
    return await untilAborted(AbortSignal.any([signal, exchange.broken]), async () => {
      await client.connect(transport, UNTIL_ABORTED);
      return work(client);
    });
  } catch (error) {
    signal.throwIfAborted();
    exchange.broken.throwIfAborted();
    throw toMcpFailure(error, exchange.refusal);
  } finally {
    void leave(client, transport);
  }
}

function modeOf(protocol: McpProtocol) {
  if (protocol === 'auto') return 'auto' as const;
  return protocol === '2026-07-28' ? { pin: protocol } : ('legacy' as const);
}

/** The library waits for an answer to each message; a server may never send one. */
function untilAborted<T>(signal: AbortSignal, work: () => Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const abort = () => reject(signal.reason as Error);
    signal.addEventListener('abort', abort, { once: true });
    work()
      .then(resolve, reject)
      .finally(() => signal.removeEventListener('abort', abort));
  });
}

async function leave(client: Client, transport: StreamableHTTPClientTransport): Promise<void> {
  await client.close().catch(() => undefined);
  await transport.close().catch(() => undefined);
  await transport.terminateSession().catch(() => undefined);
}
