import { type ArgumentsHost, Catch, type ExceptionFilter, Logger } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { addDeprecation } from './deprecation-headers.js';
import { ErrorShapes } from './error-shapes.js';
import { ServiceUnavailableError } from './http.errors.js';
import { translateError } from './translate-error.js';

/** Tells every failure in the shape of its route. What nobody foresaw is logged whole and told in fixed words. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  readonly #log = new Logger(ProblemFilter.name);

  constructor(private readonly shapes: ErrorShapes) {}

  async catch(thrown: unknown, host: ArgumentsHost): Promise<void> {
    const request = host.switchToHttp().getRequest<FastifyRequest>();
    const reply = host.switchToHttp().getResponse<FastifyReply>();
    const error = translateError(thrown);
    if (error === undefined) this.#log.error(`Request ${request.id} failed`, thrown);
    else if (error instanceof ServiceUnavailableError)
      this.#log.warn(`Request ${request.id} could not be served`, thrown);
    if (reply.sent) return;
    addDeprecation(reply);
    await this.shapes.send(error, request, reply);
  }
}
