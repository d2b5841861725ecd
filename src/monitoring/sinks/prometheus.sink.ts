import { Injectable } from '@nestjs/common';
import { Counter, Histogram } from 'prom-client';
import type { DomainEvent } from '../../common/events/domain-event.js';
import { EventCounters } from '../metrics/event-counters.js';
import { MetricsRegistry } from '../metrics/metrics-registry.js';
import { ResourceGauges } from '../metrics/resource-gauges.js';
import type { MonitoringSink, RecordedError, RecordedRequest } from '../monitoring-sink.js';

const SECONDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

/** Keeps the metrics that a Prometheus reads at `/metrics`. No label holds an id: their number stays bounded. */
@Injectable()
export class PrometheusSink implements MonitoringSink {
  readonly kind = 'prometheus';
  readonly description =
    'Counts and times requests, errors, events and resources for a Prometheus that reads /metrics.';
  readonly #requests: Counter;
  readonly #durations: Histogram;
  readonly #errors: Counter;

  constructor(
    registry: MetricsRegistry,
    private readonly events: EventCounters,
    private readonly resources: ResourceGauges,
  ) {
    const registers = [registry];
    const labelNames = ['method', 'route', 'status'];
    this.#requests = new Counter({
      name: 'toolreg_http_requests_total',
      help: 'Requests answered.',
      labelNames,
      registers,
    });
    this.#durations = new Histogram({
      name: 'toolreg_http_request_duration_seconds',
      help: 'Time from the first byte read to the last written.',
      labelNames,
      buckets: SECONDS,
      registers,
    });
    this.#errors = new Counter({
      name: 'toolreg_http_errors_total',
      help: 'Requests refused or failed, by the code told to the caller.',
      labelNames: ['method', 'route', 'code'],
      registers,
    });
  }

  setup(): void {
    this.resources.watch();
  }

  recordRequest({ method, endpoint, statusCode, duration }: RecordedRequest): void {
    const labels = { method, route: endpoint, status: statusCode };
    this.#requests.inc(labels);
    this.#durations.observe(labels, duration);
  }

  recordError({ method, endpoint, error }: RecordedError): void {
    this.#errors.inc({ method, route: endpoint, code: error });
  }

  recordEvent(event: DomainEvent): void {
    this.events.count(event);
  }
}
