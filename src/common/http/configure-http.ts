import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyInstance } from 'fastify';
import type { Logger } from 'pino';
import { addBodyParser } from './body-parser.js';
import { closeConnectionsWhenStopping } from './close-when-stopping.js';
import { addHostCheck } from './host-check.js';
import type { HttpSettings } from './http-settings.js';
import { addBodyLimits } from './large-body.decorator.js';
import { addRequestHooks } from './request-hooks.js';
import { addRouteTable } from './route-table.js';
import { addParameterCheck } from './safe-parameters.js';
import { addSecurityHeaders } from './security-headers.js';

/**
 * Everything of HTTP below Nest that is the same for all routes, in the order in which a request meets it.
 *
 * Nest's own part (filter, pipe, interceptors) is `HttpModule`.
 */
export async function configureHttp(
  app: NestFastifyApplication,
  settings: HttpSettings,
  logger: Logger,
): Promise<void> {
  const server = app.getHttpAdapter().getInstance() as unknown as FastifyInstance;
  addRequestHooks(server, logger);
  closeConnectionsWhenStopping(server);
  await addSecurityHeaders(server, settings);
  if (settings.PUBLIC_URL !== undefined) addHostCheck(server, settings.PUBLIC_URL);
  addRouteTable(server);
  addParameterCheck(server);
  addBodyLimits(server, settings.BODY_LIMIT_BYTES);
  addBodyParser(server);
}
