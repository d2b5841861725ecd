import { RouteConfig } from '@nestjs/platform-fastify';
import type { FastifyInstance } from 'fastify';
import { LARGEST_FORM_BYTES } from './form-body.decorator.js';

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
    if (route.config?.formBody) route.bodyLimit = Math.min(limitBytes, LARGEST_FORM_BYTES);
  });
}
