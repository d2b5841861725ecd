import { setTimeout as delay } from 'node:timers/promises';
import { Injectable, Logger, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import { Clock } from '../common/clock.js';
import { UnitOfWork } from '../common/events/unit-of-work.js';
import { type Change, ChangeLog } from './change-log.js';
import { ChangeListener } from './change-listener.js';

type Listener = (key: string) => void;

/** What a listener is given when it may have missed changes of its topic. */
export const ANY_KEY = '*';

const RETENTION_MS = 60 * 60_000;
const PRUNE_EVERY_MS = 10 * 60_000;
const HEARTBEAT_MS = 5000;
const LONGEST_PAUSE_MS = 5000;
const LONGEST_KEY = 500;

/** Tells every instance what has changed, so that no cache outlives what it was made from. */
@Injectable()
export class ChangeFeed implements OnModuleInit, OnApplicationShutdown {
  readonly #log = new Logger(ChangeFeed.name);
  readonly #listeners = new Map<string, Listener[]>();
  readonly #stop = new AbortController();
  #live = false;
  #running: Promise<void> = Promise.resolve();
  /** Everything up to here has been delivered for certain. */
  #delivered = { snapshot: '', at: new Date(0) };
  #prunedAt: Date;

  constructor(
    private readonly changes: ChangeLog,
    private readonly connection: ChangeListener,
    private readonly clock: Clock,
  ) {
    this.#prunedAt = clock.now();
  }

  /** False while this instance cannot hear of changes: caches are to be bypassed. */
  get live(): boolean {
    return this.#live;
  }

  /**
   * Announces a change on every instance once the current transaction commits.
   *
   * @throws Error outside a transaction: the change could become visible without anybody hearing of it.
   */
  async announce(topic: string, key: string): Promise<void> {
    const unit = UnitOfWork.current();
    if (!unit) throw new Error(`A change of ${topic} was announced outside a transaction`);
    if (topic.length + key.length > LONGEST_KEY) throw new Error(`A change of ${topic} has too long a key`);
    await this.changes.append({ topic, key });
    unit.afterCommit(() => this.deliver({ topic, key }));
  }

  /** Calls the listener for each change of a topic, at least once, and with `*` when changes may have been missed. */
  on(topic: string, listener: Listener): void {
    this.#listeners.set(topic, [...(this.#listeners.get(topic) ?? []), listener]);
  }

  async onModuleInit(): Promise<void> {
    this.#delivered = { snapshot: await this.changes.snapshot(), at: this.clock.now() };
    const connected = new Promise<void>((resolve) => {
      this.#running = this.run(resolve);
    });
    await Promise.race([connected, delay(HEARTBEAT_MS, undefined, { ref: false })]);
  }

  async onApplicationShutdown(): Promise<void> {
    this.#stop.abort();
    await this.#running;
  }

  private async run(connected: () => void): Promise<void> {
    for (let pause = 100; !this.#stop.signal.aborted; pause = Math.min(pause * 2, LONGEST_PAUSE_MS)) {
      try {
        await this.listen(() => {
          pause = 100;
          connected();
        });
      } catch (error) {
        this.#log.warn(`The change feed is cut, caches are bypassed: ${String(error)}`);
      }
      this.#live = false;
      await this.poll();
      await delay(pause, undefined, { signal: this.#stop.signal }).catch(() => undefined);
    }
  }

  /** Hears of changes until the connection is lost, which throws, or the feed is stopped. */
  private async listen(connected: () => void): Promise<void> {
    const session = await this.connection.open((change) => this.deliver(change));
    try {
      await this.catchUp(session.client);
      this.#live = true;
      connected();
      let next = this.#delivered;
      while (await session.stays(HEARTBEAT_MS, this.#stop.signal)) {
        const snapshot = await this.changes.snapshot(session.client);
        // A notification may trail the snapshot that already shows its change: trust a snapshot one beat later.
        this.#delivered = next;
        next = { snapshot, at: this.clock.now() };
        await this.prune();
      }
    } finally {
      this.#live = false;
      await session.close();
    }
  }

  /** While the listener is cut, changes still arrive, later. */
  private async poll(): Promise<void> {
    if (this.#stop.signal.aborted) return;
    await this.catchUp().catch(() => undefined);
  }

  private async catchUp(connection?: Parameters<ChangeLog['since']>[1]): Promise<void> {
    const at = this.clock.now();
    const { changes, snapshot } = await this.changes.since(this.#delivered.snapshot, connection);
    const forgotten = at.getTime() - this.#delivered.at.getTime() > RETENTION_MS / 2;
    if (changes && !forgotten) changes.forEach((it) => this.deliver(it));
    else for (const topic of this.#listeners.keys()) this.deliver({ topic, key: ANY_KEY });
    this.#delivered = { snapshot, at };
  }

  private async prune(): Promise<void> {
    const now = this.clock.now().getTime();
    if (now - this.#prunedAt.getTime() < PRUNE_EVERY_MS) return;
    this.#prunedAt = new Date(now);
    await this.changes.prune(new Date(now - RETENTION_MS));
  }

  private deliver({ topic, key }: Change): void {
    for (const listener of this.#listeners.get(topic) ?? []) {
      try {
        listener(key);
      } catch (error) {
        this.#log.error(`A listener of ${topic} failed`, error);
      }
    }
  }
}
