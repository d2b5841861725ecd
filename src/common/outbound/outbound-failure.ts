import { errors } from 'undici';
import { AppError } from '../errors/app-error.js';
import {
  OutboundMalformedError,
  OutboundTimeoutError,
  OutboundTooLargeError,
  OutboundUnreachableError,
} from './outbound.errors.js';

const TIMEOUT = new Set(['UND_ERR_CONNECT_TIMEOUT', 'UND_ERR_HEADERS_TIMEOUT', 'UND_ERR_BODY_TIMEOUT', 'ETIMEDOUT']);
const TOO_LARGE = new Set(['UND_ERR_HEADERS_OVERFLOW', 'UND_ERR_RES_EXCEEDED_MAX_SIZE']);
const MALFORMED = /^(Z_|ERR_BROTLI|ERR__ERROR|UND_ERR_RES_CONTENT_LENGTH|UND_ERR_RESPONSE)/;

/** What undici, zlib, tls or the system threw, as one of our errors; their messages name addresses and stay here. */
export function toOutboundError(error: unknown): AppError {
  if (error instanceof AppError) return error;
  const code = String((error as { code?: unknown } | null)?.code ?? '');
  if (TIMEOUT.has(code)) return new OutboundTimeoutError();
  if (TOO_LARGE.has(code)) return new OutboundTooLargeError();
  if (error instanceof errors.HTTPParserError || MALFORMED.test(code)) return new OutboundMalformedError();
  return new OutboundUnreachableError();
}
