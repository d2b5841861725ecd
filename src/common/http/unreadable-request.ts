import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import type { AppError } from '../errors/app-error.js';
import { newId } from '../ids.js';
import { HeadersTooLargeError, MalformedRequestError, RequestTimeoutError } from './http.errors.js';
import { PROBLEM } from './problem.js';

const BY_CODE: Readonly<Record<string, new () => AppError>> = {
  HPE_HEADER_OVERFLOW: HeadersTooLargeError,
  ERR_HTTP_REQUEST_TIMEOUT: RequestTimeoutError,
};

/** Answers what Node could not read as a request, as every other refusal is told, and ends the connection. */
export function answerUnreadable(error: Error & { readonly code?: string }, socket: Socket): void {
  if (socket.writable && error.code !== 'ECONNRESET') socket.write(replyTo(error.code ?? ''));
  socket.destroy(error);
}

function replyTo(code: string): string {
  const refusal = new (BY_CODE[code] ?? MalformedRequestError)();
  const { status, body } = PROBLEM.answer(refusal, { id: newId(), url: '' });
  const text = JSON.stringify(body);
  const head = [
    `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}`,
    `Content-Type: ${PROBLEM.mediaType}`,
    `Content-Length: ${Buffer.byteLength(text)}`,
    'Cache-Control: no-store',
    'Connection: close',
  ];
  return `${head.join('\r\n')}\r\n\r\n${text}`;
}
