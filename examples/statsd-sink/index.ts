import { createSocket, type Socket } from 'node:dgram';
import { type DynamicModule, Module, type OnModuleDestroy } from '@nestjs/common';
import { MONITORING_SINK, type MonitoringSink, type RecordedError, type RecordedRequest } from 'genai-tool-registry';

export interface StatsdOptions {
  readonly host: string;
  readonly port: number;
  /** Put before every name. */
  readonly prefix?: string;
}

/** Sends counters and timings as statsd datagrams; one that is lost is not missed. */
export class StatsdSink implements MonitoringSink, OnModuleDestroy {
  readonly kind = 'statsd';
  readonly description = 'Sends counts and timings to a statsd daemon by UDP.';
  #socket: Socket | undefined;

  constructor(private readonly options: StatsdOptions) {}

  setup(): void {
    this.#socket ??= createSocket('udp4')
      .unref()
      .on('error', () => undefined);
  }

  recordRequest({ method, endpoint, statusCode, duration }: RecordedRequest): void {
    const name = `requests.${method}.${nameOf(endpoint)}`;
    this.send(`${name}.${statusCode}:1|c`, `${name}.duration:${Math.round(duration * 1000)}|ms`);
  }

  recordError({ method, endpoint, error }: RecordedError): void {
    this.send(`errors.${method}.${nameOf(endpoint)}.${error}:1|c`);
  }

  onModuleDestroy(): void {
    this.#socket?.close();
    this.#socket = undefined;
  }

  private send(...lines: string[]): void {
    const { host, port, prefix = 'registry' } = this.options;
    this.#socket?.send(lines.map((it) => `${prefix}.${it}`).join('\n'), port, host, () => undefined);
  }
}

/** `/api/v1/tools/:id` → `api_v1_tools_id`: colons, bars and dots mean something to statsd. */
function nameOf(endpoint: string): string {
  return endpoint.replace(/[^A-Za-z0-9]+/g, '_').replace(/^_|_$/g, '') || 'root';
}

@Module({})
export class StatsdModule {
  static to(options: StatsdOptions): DynamicModule {
    const sink = { useFactory: () => new StatsdSink(options) };
    return { module: StatsdModule, providers: [MONITORING_SINK.provide(sink)] };
  }
}
