import { isEndpoint } from '../tools/dto/is-endpoint.decorator.js';

/** The first server that can be called, relative ones read against `baseUrl`; undefined where there is none. */
export function endpointOf(servers: readonly string[], baseUrl: string | undefined): string | undefined {
  const candidates = servers.length > 0 ? servers : ['/'];
  const absolute = candidates.flatMap((it) => resolved(it, baseUrl) ?? []);
  return absolute.find(isEndpoint);
}

function resolved(server: string, baseUrl: string | undefined): string | undefined {
  if (URL.canParse(server)) return server;
  if (baseUrl === undefined) return undefined;
  const base = baseUrl.endsWith('/') ? baseUrl : `${baseUrl}/`;
  const relative = server.startsWith('//') ? server : server.replace(/^\/+/, '');
  return URL.canParse(relative, base) ? new URL(relative, base).href : undefined;
}
