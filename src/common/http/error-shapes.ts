import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { AppError } from '../errors/app-error.js';
import type { ErrorShape } from './error-shape.js';
import { PROBLEM } from './problem.js';
import { sendError } from './send-error.js';

/**
 * Which routes tell errors in which shape: problem documents, unless a standard of their own says otherwise.
 *
 * A shape holds for all below a path, whatever refuses a request there: the router, a limit, the body parser, the guard,
 * the handler.
 */
@Injectable()
export class ErrorShapes {
  readonly #byPath = new Map<string, ErrorShape>();

  /** @param path such as `/oauth`: all below it tells errors in this shape. */
  use(path: string, shape: ErrorShape): void {
    this.#byPath.set(path, shape);
  }

  /** @param path of a route. */
  of(path: string): ErrorShape {
    const [, shape] = [...this.#byPath].find(([it]) => path.startsWith(`${it}/`)) ?? [];
    return shape ?? PROBLEM;
  }

  /** Answers with the error in the shape of its route; without one, with a fault of ours. */
  async send(error: AppError | undefined, request: FastifyRequest, reply: FastifyReply): Promise<void> {
    const route = request.is404 ? undefined : request.routeOptions.url;
    await sendError(error, this.of(route ?? request.url), request, reply);
  }
}
