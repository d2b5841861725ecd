import { once } from 'node:events';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import type { HttpAdapterHost } from '@nestjs/core';
import type { OutboundOptions } from '../../src/common/outbound/outbound-options.js';
import { OutboundClient } from '../../src/common/outbound/outbound.client.js';
import { OwnEndpoints } from '../../src/common/outbound/own-endpoints.js';
import { Resolver } from '../../src/common/outbound/resolver.js';

/** Answers from a script, the last line again and again; remembers what it was asked. */
export class ScriptedResolver extends Resolver {
  readonly asked: string[] = [];

  constructor(private readonly script: string[][]) {
    super();
  }

  override async addressesOf(name: string): Promise<string[]> {
    this.asked.push(name);
    const answer = this.script.length > 1 ? this.script.shift() : this.script[0];
    if (!answer) throw new Error('ENOTFOUND');
    return answer;
  }
}

export interface ClientSetup extends Partial<OutboundOptions> {
  readonly resolver?: Resolver;
  /** Stands for our own HTTP server. */
  readonly listening?: Server;
}

export function outboundClient({ resolver = new Resolver(), listening, ...given }: ClientSetup = {}): OutboundClient {
  const options: OutboundOptions = {
    allowHttp: false,
    toolExceptions: [],
    operatorExceptions: [],
    timeoutMs: 1000,
    maxBytes: 65_536,
    reserved: [],
    ...given,
  };
  const adapterHost = { httpAdapter: { getHttpServer: () => listening } } as unknown as HttpAdapterHost;
  return new OutboundClient(options, new OwnEndpoints(options, resolver, adapterHost), resolver);
}

export interface Upstream {
  readonly port: number;
  readonly server: Server;
  /** The server's side of every connection that is open. */
  readonly sockets: ReadonlySet<Socket>;
  /** How many connections there ever were. */
  readonly connections: { opened: number };
  close(): Promise<void>;
}

/** A TCP server that says whatever the test wants, HTTP or not. */
export async function startUpstream(serve: (socket: Socket) => void, host = '127.0.0.1'): Promise<Upstream> {
  const sockets = new Set<Socket>();
  const connections = { opened: 0 };
  const server = createServer((socket) => {
    connections.opened += 1;
    sockets.add(socket);
    socket.on('error', () => undefined).on('close', () => sockets.delete(socket));
    serve(socket);
  });
  server.listen(0, host);
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const close = async () => {
    for (const socket of sockets) socket.destroy();
    server.close();
    await once(server, 'close');
  };
  return { port, server, sockets, connections, close };
}
