import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';
import { isDeepStrictEqual } from 'node:util';
import { StatementReader } from './statement-reader.js';

/**
 * Where a registry is cut off: before the n-th statement of its next transaction reaches the database, or the n-th that
 * follows the COMMIT of that, in transactions or not; or once that COMMIT is answered there.
 */
export type CutAt = { readonly inTransaction: number } | { readonly afterCommit: number } | 'commit answered';

/** Stands between a registry and PostgreSQL, counts its statements, and can cut it off at each of them. */
export class StatementProxy {
  readonly #sockets = new Set<Socket>();
  readonly #ports = new Set<number>();
  #armed: { at: CutAt; cut: () => void } | undefined;
  #sinceCommit: number | undefined;

  private constructor(
    private readonly database: URL,
    private readonly server: Server,
  ) {
    server.on('connection', (client) => this.relay(client));
  }

  static async start(databaseUrl: string): Promise<StatementProxy> {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    return new StatementProxy(new URL(databaseUrl), server);
  }

  get url(): string {
    const url = new URL(this.database);
    url.host = `127.0.0.1:${(this.server.address() as AddressInfo).port}`;
    return url.href;
  }

  /** The ports from which it has spoken to the database: `pg_stat_activity.client_port`. */
  get ports(): number[] {
    return [...this.#ports];
  }

  /** Calls `cut` instead of passing on what comes at that point. */
  arm(at: CutAt, cut: () => void): void {
    this.#armed = { at, cut };
  }

  async stop(): Promise<void> {
    this.#sockets.forEach((it) => it.destroy());
    this.server.close();
    await once(this.server, 'close');
  }

  private relay(client: Socket): void {
    const database = connect(Number(this.database.port), this.database.hostname);
    database.on('connect', () => this.#ports.add(database.localPort ?? 0));
    const statements = new StatementReader();
    let position: number | undefined;
    let committing = false;
    let dead = false;
    const cutAt = (here: CutAt) => {
      if (dead || !this.#armed || !isDeepStrictEqual(this.#armed.at, here)) return dead;
      this.#armed.cut();
      return (dead = true);
    };
    client.on('data', (bytes: Buffer) => {
      for (const statement of statements.read(bytes)) {
        if (this.#armed && statement.begins) position = 0;
        if (position !== undefined && cutAt({ inTransaction: position++ })) return;
        if (this.#sinceCommit !== undefined && cutAt({ afterCommit: this.#sinceCommit++ })) return;
        committing = position !== undefined && statement.commits;
        if (!committing) continue;
        position = undefined;
        this.#sinceCommit ??= 0;
      }
      if (!dead) database.write(bytes);
    });
    database.on('data', (bytes: Buffer) => {
      if (!(committing && cutAt('commit answered'))) client.write(bytes);
    });
    for (const [one, other] of [[client, database] as const, [database, client] as const]) {
      this.#sockets.add(one);
      one.on('error', () => one.destroy()).on('close', () => other.destroy());
    }
  }
}
