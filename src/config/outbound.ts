import type { Endpoint, OutboundOptions } from '../common/outbound/outbound-options.js';
import type { Environment } from './environment.js';

const POSTGRES_PORT = 5432;
const REDIS_PORT = 6379;

/**
 * What the environment says about outbound calls.
 *
 * @param databaseUrl the database in use, which may be the embedded one.
 */
export function outboundOptions(environment: Environment, databaseUrl: string): OutboundOptions {
  return {
    allowHttp: environment.OUTBOUND_ALLOW_HTTP,
    toolExceptions: environment.OUTBOUND_TOOL_EXCEPTIONS,
    operatorExceptions: environment.OUTBOUND_OPERATOR_EXCEPTIONS,
    timeoutMs: environment.OUTBOUND_TIMEOUT_MS,
    maxBytes: environment.OUTBOUND_MAX_BYTES,
    reserved: [...endpointOf(databaseUrl, POSTGRES_PORT), ...endpointOf(environment.REDIS_URL, REDIS_PORT)],
  };
}

/** `?host=` and `?port=` win over the authority, as in libpq. */
function endpointOf(text: string | undefined, defaultPort: number): Endpoint[] {
  if (!text) return [];
  if (!URL.canParse(text)) return [{ host: 'localhost', port: defaultPort }];
  const url = new URL(text);
  const host = url.searchParams.get('host') ?? decodeURIComponent(url.hostname);
  const port = Number(url.searchParams.get('port') ?? url.port) || defaultPort;
  return [{ host: host || 'localhost', port }];
}
