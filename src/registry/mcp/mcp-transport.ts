import { StreamableHTTPClientTransport, type Transport } from '@modelcontextprotocol/client';
import type { McpExchange } from './mcp-exchange.js';

const RECONNECTION = {
  initialReconnectionDelay: 100,
  maxReconnectionDelay: 1_000,
  reconnectionDelayGrowFactor: 2,
  maxRetries: 2,
};

/** Streamable HTTP by the guarded client. The exchange hears of every message that comes. */
export function mcpTransport(url: string, exchange: McpExchange): StreamableHTTPClientTransport {
  const transport = new StreamableHTTPClientTransport(new URL(url), {
    fetch: exchange.send,
    reconnectionOptions: RECONNECTION,
  });
  transport.onerror = exchange.failed;
  // The library puts one handler in the place of another while it finds out which revision the server speaks.
  let handler: Transport['onmessage'];
  return Object.defineProperty(transport, 'onmessage', {
    get: () => handler,
    set: (given: NonNullable<Transport['onmessage']> | undefined) => {
      handler = given && ((message, extra) => (exchange.heard(message), given(message, extra)));
    },
  });
}
