import { Injectable, Logger } from '@nestjs/common';
import type { DomainEvent } from './domain-event.js';
import { UnitOfWork } from './unit-of-work.js';

type EventType<E extends DomainEvent> = abstract new (...args: never[]) => E;
type Handler<E extends DomainEvent> = (event: E) => void | Promise<void>;

interface Subscription {
  readonly type: EventType<DomainEvent>;
  readonly handler: Handler<DomainEvent>;
}

/** Delivers events inside this process, to subscribers of their class or of a class above it. */
@Injectable()
export class DomainEvents {
  readonly #log = new Logger(DomainEvents.name);
  readonly #within: Subscription[] = [];
  readonly #after: Subscription[] = [];

  /** Called in the publishing transaction; a handler that throws rolls it back. For what decides or proves. */
  within<E extends DomainEvent>(type: EventType<E>, handler: Handler<E>): void {
    this.#within.push({ type, handler: handler as Handler<DomainEvent> });
  }

  /** Called once the transaction has committed, best effort. For what only observes. */
  after<E extends DomainEvent>(type: EventType<E>, handler: Handler<E>): void {
    this.#after.push({ type, handler: handler as Handler<DomainEvent> });
  }

  /** @throws Error outside a transaction: an event without its change, or a change without its event, proves nothing. */
  async publish(event: DomainEvent): Promise<void> {
    const unit = UnitOfWork.current();
    if (!unit) throw new Error(`${event.constructor.name} was published outside a transaction`);
    for (const { handler } of matching(this.#within, event)) await handler(event);
    for (const { handler } of matching(this.#after, event)) unit.afterCommit(() => handler(event));
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

function matching(subscriptions: readonly Subscription[], event: DomainEvent): Subscription[] {
  return subscriptions.filter(({ type }) => event instanceof type);
}
