import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

const STOCK: Readonly<Record<string, number>> = { 'BOLT-M8': 1200, 'NUT-M8': 950 };

/** A small real HTTP service that wants a key, and remembers what reached it. */
export class Warehouse {
  readonly requests: { path: string; authorized: boolean }[] = [];

  private constructor(
    private readonly server: Server,
    readonly port: number,
  ) {}

  static async start(key: string, port = 0): Promise<Warehouse> {
    const server = createServer();
    server.listen(port, '127.0.0.1');
    await once(server, 'listening');
    const warehouse = new Warehouse(server, (server.address() as AddressInfo).port);
    server.on('request', (request, response) => {
      const authorized = request.headers['x-warehouse-key'] === key;
      warehouse.requests.push({ path: request.url ?? '', authorized });
      const sku = request.url?.replace('/stock/', '') ?? '';
      const status = authorized ? (sku in STOCK ? 200 : 404) : 401;
      response.writeHead(status, { 'content-type': 'application/json' });
      response.end(JSON.stringify(status === 200 ? { sku, pieces: STOCK[sku] } : { error: status }));
    });
    return warehouse;
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  stop(): void {
    this.server.close();
    this.server.closeAllConnections();
  }
}
