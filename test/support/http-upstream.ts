import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface UpstreamRequest {
  readonly method: string;
  /** Path and query. */
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

export interface HttpUpstream {
  readonly url: string;
  readonly port: number;
  /** What it was asked, the oldest first. */
  readonly requests: readonly UpstreamRequest[];
  close(): Promise<void>;
}

/** A real HTTP service on this machine, for tools to call. Without `answer` it echoes what it was sent. */
export async function startHttpUpstream(
  answer: (request: UpstreamRequest, reply: ServerResponse) => void = echo,
): Promise<HttpUpstream> {
  const requests: UpstreamRequest[] = [];
  const server = createServer((incoming, reply) => {
    const chunks: Buffer[] = [];
    incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
    incoming.on('end', () => {
      const { method = '', url = '', headers } = incoming;
      const request = { method, url, headers, body: Buffer.concat(chunks).toString() };
      requests.push(request);
      answer(request, reply);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const close = async () => {
    server.closeAllConnections();
    server.close();
    await once(server, 'close');
  };
  return { url: `http://127.0.0.1:${port}`, port, requests, close };
}

function echo(request: UpstreamRequest, reply: ServerResponse): void {
  reply.setHeader('content-type', 'application/json').end(JSON.stringify(request));
}
