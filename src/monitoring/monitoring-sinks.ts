import { Injectable, Logger } from '@nestjs/common';
import { DiscoveryService } from '@nestjs/core';
import { Clock } from '../common/clock.js';
import { DomainEvent } from '../common/events/domain-event.js';
import { DomainEvents } from '../common/events/domain-events.js';
import { ExtensionRegistry } from '../common/extensions/extension-registry.js';
import { MONITORING_SINK, type MonitoringSink, type RecordedError, type RecordedRequest } from './monitoring-sink.js';

const COMPLAIN_EVERY_MS = 60_000;

/** Tells every sink what happens, from the end of their `setup` on. A sink that fails is logged, and hinders nothing. */
@Injectable()
export class MonitoringSinks extends ExtensionRegistry<MonitoringSink> {
  readonly #log = new Logger(MonitoringSinks.name);
  readonly #failures = new Map<string, { count: number; loggedAt: number }>();
  #listening: readonly MonitoringSink[] = [];

  constructor(
    discovery: DiscoveryService,
    private readonly clock: Clock,
    domainEvents: DomainEvents,
  ) {
    super(MONITORING_SINK, discovery);
    domainEvents.after(DomainEvent, (event) => this.tell((sink) => sink.recordEvent?.(event)));
  }

  /** Sets every sink up, before the application listens; one that cannot be stops the boot. */
  async setUp(): Promise<void> {
    for (const sink of this.list()) await sink.setup();
    this.#listening = this.list();
  }

  recordRequest(request: RecordedRequest): void {
    this.tell((sink) => sink.recordRequest(request));
  }

  recordError(error: RecordedError): void {
    this.tell((sink) => sink.recordError(error));
  }

  private tell(message: (sink: MonitoringSink) => unknown): void {
    for (const sink of this.#listening) {
      try {
        const told = message(sink);
        // A guest's method may be async all the same; its rejection would otherwise end the process.
        if (told instanceof Promise) told.catch((error: unknown) => this.complain(sink, error));
      } catch (error) {
        this.complain(sink, error);
      }
    }
  }

  /** Logs the first failure of a sink, then at most one a minute: a broken sink must not fill the log. */
  private complain(sink: MonitoringSink, error: unknown): void {
    const now = this.clock.now().getTime();
    const { count, loggedAt } = this.#failures.get(sink.kind) ?? { count: 0, loggedAt: -Infinity };
    const isDue = now - loggedAt >= COMPLAIN_EVERY_MS;
    this.#failures.set(sink.kind, { count: count + 1, loggedAt: isDue ? now : loggedAt });
    if (isDue)
      this.#log.warn(`The monitoring sink "${sink.kind}" failed (${count + 1} times so far): ${String(error)}`);
  }
}
