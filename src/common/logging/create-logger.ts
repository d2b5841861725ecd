import { type DestinationStream, type Logger, pino, stdTimeFunctions } from 'pino';

const SECRETS = [
  'authorization',
  'cookie',
  'password',
  'secret',
  'token',
  'accessToken',
  'apiKey',
  'credentials',
  'idempotency-key',
  'set-cookie',
];
const QUERY_STRING = /\?[^\s"']*/g;

/** The JSON log on standard output. Secrets are censored by name, and queries cut from what errors say. */
export function createLogger(level: string, destination?: DestinationStream): Logger {
  const options = {
    level,
    base: null,
    timestamp: stdTimeFunctions.isoTime,
    formatters: { level: (label: string) => ({ level: label }) },
    redact: { paths: SECRETS.flatMap((it) => [`["${it}"]`, `*["${it}"]`, `*.*["${it}"]`]), censor: '[redacted]' },
    serializers: { err: describeError },
  };
  return destination ? pino(options, destination) : pino(options);
}

/** Only what helps to find the cause: a driver's error also carries statements, parameters and rows. */
function describeError(error: unknown): unknown {
  if (!(error instanceof Error)) return String(error);
  return {
    type: error.name,
    message: error.message.replaceAll(QUERY_STRING, '?[redacted]'),
    stack: error.stack?.replaceAll(QUERY_STRING, '?[redacted]'),
    ...('code' in error && { code: error.code }),
    ...(error.cause !== undefined && { cause: describeError(error.cause) }),
  };
}
