import { Injectable, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { MonitoringSinks } from '../monitoring-sinks.js';

/** Tells the sinks of every answer, by the template of its route. */
@Injectable()
export class RequestRecorder implements OnModuleInit {
  constructor(
    private readonly adapterHost: HttpAdapterHost,
    private readonly sinks: MonitoringSinks,
  ) {}

  onModuleInit(): void {
    const server = this.adapterHost.httpAdapter.getInstance<FastifyInstance>();
    server.addHook('onSend', (request, reply, payload, done) => {
      if (reply.statusCode >= 400) this.recordError(request, reply, payload);
      done();
    });
    server.addHook('onResponse', (request, reply, done) => {
      this.recordRequest(request, reply);
      done();
    });
  }

  private recordRequest(request: FastifyRequest, reply: FastifyReply): void {
    const duration = reply.elapsedTime / 1000;
    this.sinks.recordRequest({
      method: request.method,
      endpoint: endpointOf(request),
      statusCode: reply.statusCode,
      duration,
    });
  }

  private recordError(request: FastifyRequest, reply: FastifyReply, payload: unknown): void {
    const error = codeIn(payload) ?? `HTTP_${reply.statusCode}`;
    this.sinks.recordError({ method: request.method, endpoint: endpointOf(request), error });
  }
}

function endpointOf(request: FastifyRequest): string {
  return request.is404 ? 'unmatched' : (request.routeOptions.url ?? 'unmatched');
}

/** The code of a problem document, as it goes out: so it is that which the caller sees, whoever refused. */
function codeIn(payload: unknown): string | undefined {
  if (typeof payload !== 'string') return undefined;
  return /"code":"([A-Z][A-Z0-9_]{0,63})","requestId"/.exec(payload)?.[1];
}
