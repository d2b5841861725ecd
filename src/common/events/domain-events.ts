import { Injectable, Logger } from '@nestjs/common';
import type { DomainEvent } from './domain-event.js';
import { UnitOfWork } from './unit-of-work.js';

type EventType<E extends DomainEvent> = abstract new (...args: never[]) => E;
type Handler<E extends DomainEvent> = (event: E) => void | Promise<void>;
type BatchHandler<E extends DomainEvent> = (events: readonly E[]) => void | Promise<void>;

interface Subscription<H> {
  readonly type: EventType<DomainEvent>;
  readonly handler: H;
}

/** Delivers events inside this process, to subscribers of their class or of a class above it. */
@Injectable()
export class DomainEvents {
  readonly #log = new Logger(DomainEvents.name);
  readonly #within: Subscription<BatchHandler<DomainEvent>>[] = [];
  readonly #after: Subscription<Handler<DomainEvent>>[] = [];

  /** Called in the publishing transaction; a handler that throws rolls it back. For what decides or proves. */
  within<E extends DomainEvent>(type: EventType<E>, handler: Handler<E>): void {
    this.withinAll(type, async (events: readonly E[]) => {
      for (const event of events) await handler(event);
    });
  }

  /** As `within`, but called once for all that are published together. */
  withinAll<E extends DomainEvent>(type: EventType<E>, handler: BatchHandler<E>): void {
    this.#within.push({ type, handler: handler as BatchHandler<DomainEvent> });
  }

  /** Called once the transaction has committed, best effort. For what only observes. */
  after<E extends DomainEvent>(type: EventType<E>, handler: Handler<E>): void {
    this.#after.push({ type, handler: handler as Handler<DomainEvent> });
  }

  /** @throws Error outside a transaction: an event without its change, or a change without its event, proves nothing. */
  publish(event: DomainEvent): Promise<void> {
    return this.publishAll([event]);
  }

  /** As `publish`, for many of one change at once. */
  async publishAll(events: readonly DomainEvent[]): Promise<void> {
    const unit = UnitOfWork.current();
    if (!unit) throw new Error(`${events[0]?.constructor.name} was published outside a transaction`);
    for (const { type, handler } of this.#within) {
      const heard = events.filter((it) => it instanceof type);
      if (heard.length > 0) await handler(heard);
    }
    for (const event of events) {
      for (const { handler } of matching(this.#after, event)) unit.afterCommit(() => handler(event));
    }
  }

  /** Tells `after` subscribers of something that changed nothing, such as a read. Never throws. */
  async observe(event: DomainEvent): Promise<void> {
    for (const { handler } of matching(this.#after, event)) {
      try {
        await handler(event);
      } catch (error) {
        this.#log.warn(`A subscriber of ${event.constructor.name} failed: ${String(error)}`);
      }
    }
  }
}

function matching<H>(subscriptions: readonly Subscription<H>[], event: DomainEvent): Subscription<H>[] {
  return subscriptions.filter(({ type }) => event instanceof type);
}
