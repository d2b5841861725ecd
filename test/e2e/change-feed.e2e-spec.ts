import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { ChangeFeed, FeedCache, Transactions } from '../../src/database/index.js';
import { eventually } from '../support/eventually.js';
import { startTestRegistry, type TestRegistry } from '../support/registry.js';
import { query } from '../support/test-database.js';

const TOPIC = 'test-topic';

function announce({ app }: TestRegistry, key: string): Promise<void> {
  return app.get(Transactions).run(() => app.get(ChangeFeed).announce(TOPIC, key));
}

function hear({ app }: TestRegistry): string[] {
  const heard: string[] = [];
  app.get(ChangeFeed).on(TOPIC, (key) => heard.push(key));
  return heard;
}

/** A wire between an instance and the database that can be cut. */
class Wire {
  readonly #sockets = new Set<Socket>();
  #cut = false;

  private constructor(
    readonly url: string,
    private readonly server: Server,
  ) {}

  static async to(databaseUrl: string): Promise<Wire> {
    const target = new URL(databaseUrl);
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const url = new URL(databaseUrl);
    url.hostname = '127.0.0.1';
    url.port = String((server.address() as AddressInfo).port);
    const wire = new Wire(url.href, server);
    server.on('connection', (near) => wire.join(near, connect(Number(target.port || 5432), target.hostname)));
    return wire;
  }

  cut(): void {
    this.#cut = true;
    for (const socket of this.#sockets) socket.destroy();
  }

  mend(): void {
    this.#cut = false;
  }

  close(): void {
    this.cut();
    this.server.close();
  }

  private join(near: Socket, far: Socket): void {
    for (const socket of [near, far]) {
      this.#sockets.add(socket);
      socket.on('error', () => undefined).on('close', () => this.#sockets.delete(socket));
    }
    near.pipe(far).pipe(near);
    if (this.#cut) near.destroy();
  }
}

describe('the change feed', () => {
  let here: TestRegistry;
  let there: TestRegistry;
  let wire: Wire;

  beforeAll(async () => {
    here = await startTestRegistry();
    wire = await Wire.to(here.databaseUrl);
    there = await startTestRegistry({ variables: { DATABASE_URL: wire.url } });
  });

  afterAll(async () => {
    await there.close();
    wire.close();
    await here.close();
  });

  it('tells every instance of a change once it is committed', async () => {
    const [heardHere, heardThere] = [hear(here), hear(there)];
    await announce(here, 'a');
    expect(heardHere).toContain('a');
    await eventually(() => expect(heardThere).toContain('a'));
  });

  it('tells nobody of a change that is rolled back', async () => {
    const heard = hear(there);
    const failing = here.app.get(Transactions).run(async () => {
      await here.app.get(ChangeFeed).announce(TOPIC, 'undone');
      throw new Error('changed my mind');
    });
    await expect(failing).rejects.toThrow('changed my mind');
    await announce(here, 'done');
    await eventually(() => expect(heard).toContain('done'));
    expect(heard).not.toContain('undone');
  });

  it('refuses an announcement outside a transaction', async () => {
    await expect(here.app.get(ChangeFeed).announce(TOPIC, 'a')).rejects.toThrow('outside a transaction');
  });

  it('notices that its connection was ended, and listens again', async () => {
    const heard = hear(there);
    const feed = there.app.get(ChangeFeed);
    const ended = query(
      here.databaseUrl,
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
       WHERE datname = current_database() AND application_name = 'genai-tool-registry changes'`,
    );
    await eventually(() => expect(feed.live).toBe(false));
    await ended;
    await eventually(() => expect(feed.live).toBe(true));
    await announce(here, 'after');
    await eventually(() => expect(heard).toContain('after'));
  });

  it('loses no change while an instance is cut off, not even one whose transaction began before', async () => {
    const heard = hear(there);
    const feed = there.app.get(ChangeFeed);
    let proceed: () => void = () => undefined;
    const slow = here.app.get(Transactions).run(async () => {
      await here.app.get(ChangeFeed).announce(TOPIC, 'begun before');
      await new Promise<void>((resolve) => (proceed = resolve));
    });
    wire.cut();
    await eventually(() => expect(feed.live).toBe(false));
    const keys = Array.from({ length: 20 }, (_, index) => `missed ${index}`);
    await Promise.all(keys.map((key) => announce(here, key)));
    proceed();
    await slow;
    expect(heard).toEqual([]);
    wire.mend();
    await eventually(() => expect(feed.live).toBe(true));
    expect(heard).toEqual(expect.arrayContaining([...keys, 'begun before']));
  });

  it('says that anything may have changed when too much has', async () => {
    const heard = hear(there);
    const feed = there.app.get(ChangeFeed);
    wire.cut();
    await eventually(() => expect(feed.live).toBe(false));
    await query(
      here.databaseUrl,
      `INSERT INTO "change" ("topic", "key") SELECT $1, 'k' || i FROM generate_series(1, 1500) AS i`,
      [TOPIC],
    );
    wire.mend();
    await eventually(() => expect(feed.live).toBe(true));
    expect(heard).toEqual(['*']);
  });

  it('keeps a cache from outliving what it was made from', async () => {
    const cache = new FeedCache<{ value: number }>(there.app.get(ChangeFeed), TOPIC, { max: 10 });
    let value = 1;
    const read = async () => (await cache.get('k', async () => ({ value })))?.value;
    expect(await read()).toBe(1);
    value = 2;
    expect(await read()).toBe(1);
    await announce(here, 'k');
    await eventually(async () => expect(await read()).toBe(2));
    wire.cut();
    await eventually(() => expect(there.app.get(ChangeFeed).live).toBe(false));
    value = 3;
    expect(await read()).toBe(3);
    wire.mend();
    await eventually(() => expect(there.app.get(ChangeFeed).live).toBe(true));
  });
});
