import { applyDecorators } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import { ApiConsumes } from '@nestjs/swagger';

export const NDJSON = 'application/x-ndjson';

declare module 'fastify' {
  interface FastifyContextConfig {
    ndjsonBody?: (text: string) => unknown;
  }
}

/**
 * The route takes JSON Lines besides JSON, both as large as `@LargeBody()` has it. A route has one configuration: not both.
 *
 * @param request the body in JSON that says the same.
 */
export const NdjsonBody = (request: (text: string) => unknown) =>
  applyDecorators(RouteConfig({ ndjsonBody: request, largeBody: true }), ApiConsumes('application/json', NDJSON));
