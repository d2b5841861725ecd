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
    server.addHook('onResponse', (request, reply, done) => {
      this.recordRequest(request, reply);
      if (reply.statusCode >= 400) this.recordError(request, reply);
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

  private recordError(request: FastifyRequest, reply: FastifyReply): void {
    const error = request.registryContext?.errorCode ?? `HTTP_${reply.statusCode}`;
    this.sinks.recordError({ method: request.method, endpoint: endpointOf(request), error });
  }
}

function endpointOf(request: FastifyRequest): string {
  return request.is404 ? 'unmatched' : (request.routeOptions.url ?? 'unmatched');
}
