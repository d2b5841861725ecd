import type { Readable } from 'node:stream';
import { ReadableStream } from 'node:stream/web';
import type { Dispatcher } from 'undici';
import { decodeBody } from './answer-body.js';
import { answerHeaders } from './header-rules.js';
import { OutboundMalformedError, OutboundRefusedError, OutboundTooLargeError } from './outbound.errors.js';

const WITHOUT_BODY = new Set([204, 205]);

/**
 * An answer as the platform's `Response`; its body is received as it is read.
 *
 * @param explain turns what breaks the body off into what its reader gets.
 * @throws OutboundRefusedError for a redirect, OutboundTooLargeError for a length announced beyond `maxBytes`,
 * OutboundMalformedError for what HTTP does not know.
 */
export function toResponse(
  { statusCode, headers, body }: Dispatcher.ResponseData,
  maxBytes: number,
  explain: (error: unknown) => unknown,
): Response {
  try {
    if (statusCode >= 300 && statusCode < 400) throw new OutboundRefusedError('redirects are not followed');
    if (statusCode > 599) throw new OutboundMalformedError();
    if (Number(headers['content-length'] ?? 0) > maxBytes) throw new OutboundTooLargeError();
    const decoded = decodeBody(body, single(headers['content-encoding']), maxBytes);
    const kept = { status: statusCode, headers: answerHeaders(headers) };
    if (!WITHOUT_BODY.has(statusCode)) return new Response(ReadableStream.from(explained(decoded, explain)), kept);
    decoded.destroy();
    return new Response(null, kept);
  } catch (error) {
    body.on('error', () => undefined).destroy();
    throw error;
  }
}

async function* explained(body: Readable, explain: (error: unknown) => unknown): AsyncGenerator<Uint8Array> {
  try {
    yield* body as AsyncIterable<Uint8Array>;
  } catch (error) {
    throw explain(error);
  }
}

/** Several encodings on top of each other are nothing a service needs, and a way to hide a bomb. */
function single(header: string | string[] | undefined): string | undefined {
  return Array.isArray(header) ? header.join(',') : header;
}
