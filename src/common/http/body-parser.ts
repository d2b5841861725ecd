import type { FastifyInstance } from 'fastify';
import { ValidationFailedError } from '../errors/common.errors.js';
import { MalformedJsonError, UnsupportedMediaTypeError } from './http.errors.js';
import { findUnsafe } from './unsafe-input.js';

const utf8 = new TextDecoder('utf-8', { fatal: true });

/** JSON is the only media type of bodies; what is unsafe in it is refused before any handler, naming its place. */
export function addBodyParser(server: FastifyInstance): void {
  server.removeAllContentTypeParsers();
  server.addContentTypeParser('application/json', { parseAs: 'buffer' }, (request, body: Buffer, done) => {
    try {
      const coding = request.headers['content-encoding'] ?? 'identity';
      if (coding !== 'identity') throw new UnsupportedMediaTypeError();
      done(null, body.length === 0 ? undefined : parseBody(body));
    } catch (error) {
      done(error as Error);
    }
  });
}

function parseBody(body: Buffer): unknown {
  const json = parseJson(body);
  const problem = findUnsafe(json);
  if (problem) throw new ValidationFailedError([problem]);
  return json;
}

function parseJson(body: Buffer): unknown {
  try {
    return JSON.parse(utf8.decode(body));
  } catch {
    throw new MalformedJsonError();
  }
}
