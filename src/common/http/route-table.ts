import type { FastifyInstance } from 'fastify';
import { MethodNotAllowedError, RouteNotFoundError } from './http.errors.js';

/** Knows the methods of each path, to tell a wrong method (405) from a wrong path (404). */
class RouteTable {
  readonly #methods = new Map<string, Set<string>>();

  add(path: string, methods: readonly string[]): void {
    const known = this.#methods.get(path) ?? new Set();
    for (const method of methods) known.add(method);
    this.#methods.set(path, known);
  }

  /** The methods that a request path answers, sorted; none when no route has this path. */
  methodsOf(requestPath: string): string[] {
    const segments = requestPath.split('/');
    const matching = [...this.#methods].filter(([path]) => matches(path.split('/'), segments));
    return [...new Set(matching.flatMap(([, methods]) => [...methods]))].sort();
  }
}

function matches(template: readonly string[], segments: readonly string[]): boolean {
  if (template.length !== segments.length) return false;
  return template.every((part, index) => (part.startsWith(':') ? segments[index] !== '' : part === segments[index]));
}

/** Refuses what no route answers, before anything else is done for it. */
export function addRouteTable(server: FastifyInstance): void {
  const table = new RouteTable();
  server.addHook('onRoute', ({ url, method }) => {
    table.add(url, [method].flat());
  });
  server.addHook('onRequest', (request, reply, done) => {
    if (!request.is404) return done();
    const allowed = table.methodsOf(request.url.replace(/\?.*$/s, ''));
    if (allowed.length === 0) return done(new RouteNotFoundError());
    reply.header('allow', allowed.join(', '));
    done(new MethodNotAllowedError(allowed));
  });
}
