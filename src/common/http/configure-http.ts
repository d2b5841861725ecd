import type { NestFastifyApplication } from '@nestjs/platform-fastify';

/** Everything of HTTP that is the same for all routes: parsers, headers, pipes, filters, interceptors. */
export async function configureHttp(app: NestFastifyApplication): Promise<void> {
  app.enableShutdownHooks();
}
