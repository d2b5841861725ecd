import type { DomainEvent } from '../common/events/domain-event.js';
import { type Extension, ExtensionPoint } from '../common/extensions/extension-point.js';

export interface RecordedRequest {
  readonly method: string;
  /** The route's template (`/api/v1/tools/:id`), never the raw path; `unmatched` where there is none. */
  readonly endpoint: string;
  readonly statusCode: number;
  /** Seconds from the first byte read to the last written. */
  readonly duration: number;
}

export interface RecordedError {
  readonly method: string;
  readonly endpoint: string;
  /** The code of the error catalogue. */
  readonly error: string;
}

/** Sends what happens to a monitoring system. It only observes: a sink that throws harms no request. */
export interface MonitoringSink extends Extension {
  /** Called once, before the application listens. A failure stops the boot. */
  setup(): void | Promise<void>;
  recordRequest(request: RecordedRequest): void;
  recordError(error: RecordedError): void;
  /** Every domain event, after its commit. */
  recordEvent?(event: DomainEvent): void;
}

/** Where sinks plug in: `MONITORING_SINK.provide(StatsdSink)`. */
export const MONITORING_SINK = new ExtensionPoint<MonitoringSink>('MONITORING_SINK');
