import { type CallHandler, type ExecutionContext, HttpStatus, Injectable, type NestInterceptor } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { type Observable, tap } from 'rxjs';
import type { ReadinessResponse } from './health.response.js';

/** Answers 503 when the instance is not ready: what probes and load balancers look at. */
@Injectable()
export class ReadinessInterceptor implements NestInterceptor<ReadinessResponse> {
  intercept(context: ExecutionContext, next: CallHandler<ReadinessResponse>): Observable<ReadinessResponse> {
    const reply = context.switchToHttp().getResponse<FastifyReply>();
    return next.handle().pipe(
      tap(({ status }) => {
        if (status === 'down') reply.code(HttpStatus.SERVICE_UNAVAILABLE);
      }),
    );
  }
}
