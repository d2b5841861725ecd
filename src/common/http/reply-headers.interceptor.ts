import { type CallHandler, type ExecutionContext, Injectable, type NestInterceptor } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { map, type Observable } from 'rxjs';
import { addDeprecation } from './deprecation-headers.js';
import { addEtag } from './etag.js';
import { addPageLink } from './page-link.js';

/** Says in headers what a body says of itself. One interceptor for all: each costs every request some microseconds. */
@Injectable()
export class ReplyHeadersInterceptor implements NestInterceptor {
  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const http = context.switchToHttp();
    const [request, reply] = [http.getRequest<FastifyRequest>(), http.getResponse<FastifyReply>()];
    return next.handle().pipe(
      map((body: unknown) => {
        addPageLink(body, request, reply);
        addDeprecation(reply);
        return addEtag(body, request, reply);
      }),
    );
  }
}
