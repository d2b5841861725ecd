import type { FastifyInstance } from 'fastify';
import { UnknownHostError } from './http.errors.js';

/** Probes come by the address of the instance, whatever the public name is. */
const EXEMPT = /^\/(health\/|metrics$)/;

/** Answers for the host of the public URL alone, so that no link or issuer is made from a Host header, nor a DNS rebinding served. */
export function addHostCheck(server: FastifyInstance, publicUrl: string): void {
  const { protocol, host } = new URL(publicUrl);
  server.addHook('onRequest', (request, _reply, done) => {
    const known = request.host === host || normalized(protocol, request.host) === host;
    done(known || EXEMPT.test(request.routeOptions.url ?? '') ? undefined : new UnknownHostError());
  });
}

/** Lower case and without the default port of the protocol. */
function normalized(protocol: string, host: string): string | undefined {
  const url = `${protocol}//${host}`;
  return URL.canParse(url) ? new URL(url).host : undefined;
}
