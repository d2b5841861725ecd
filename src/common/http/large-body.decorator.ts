import { RouteConfig } from '@nestjs/platform-fastify';
import type { FastifyInstance } from 'fastify';

const FACTOR = 10;

declare module 'fastify' {
  interface FastifyContextConfig {
    largeBody?: boolean;
  }
}

/** The route takes bodies ten times as large as others. */
export const LargeBody = () => RouteConfig({ largeBody: true });

export function addBodyLimits(server: FastifyInstance, limitBytes: number): void {
  server.addHook('onRoute', (route) => {
    if (route.config?.largeBody) route.bodyLimit = limitBytes * FACTOR;
  });
}
