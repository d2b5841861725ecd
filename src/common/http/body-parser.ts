import type { FastifyInstance, FastifyRequest } from 'fastify';
import { ValidationFailedError } from '../errors/common.errors.js';
import { FORM } from './form-body.decorator.js';
import { MalformedFormError, MalformedJsonError, UnsupportedMediaTypeError } from './http.errors.js';
import { NDJSON } from './ndjson-body.decorator.js';
import { parseForm } from './parse-form.js';
import { findUnsafe } from './unsafe-input.js';

const utf8 = new TextDecoder('utf-8', { fatal: true });

/**
 * Bodies are JSON, or forms where the route says `@FormBody()`, never both, or JSON Lines where it says `@NdjsonBody()`; what is unsafe in them is refused before any
 * handler, naming its place.
 */
export function addBodyParser(server: FastifyInstance): void {
  server.removeAllContentTypeParsers();
  addParser(server, 'application/json', (body, { formBody }) => {
    if (formBody) throw new UnsupportedMediaTypeError();
    return body.length === 0 ? undefined : parseJson(body);
  });
  addParser(server, FORM, (body, { formBody }) => {
    if (!formBody) throw new UnsupportedMediaTypeError();
    return parseForm(decodeForm(body), formBody.repeatable ?? []);
  });
  addParser(server, NDJSON, (body, { ndjsonBody }) => {
    if (!ndjsonBody) throw new UnsupportedMediaTypeError();
    return ndjsonBody(decodeLines(body));
  });
}

type RouteConfig = FastifyRequest['routeOptions']['config'];

function addParser(
  server: FastifyInstance,
  mediaType: string,
  parse: (body: Buffer, config: RouteConfig) => unknown,
): void {
  server.addContentTypeParser(mediaType, { parseAs: 'buffer' }, (request, body: Buffer, done) => {
    try {
      const coding = request.headers['content-encoding'] ?? 'identity';
      if (coding !== 'identity') throw new UnsupportedMediaTypeError();
      const input = parse(body, request.routeOptions.config);
      done(null, safe(input));
    } catch (error) {
      done(error as Error);
    }
  });
}

function parseJson(body: Buffer): unknown {
  try {
    return JSON.parse(utf8.decode(body));
  } catch {
    throw new MalformedJsonError();
  }
}

function decodeForm(body: Buffer): string {
  try {
    return utf8.decode(body);
  } catch {
    throw new MalformedFormError();
  }
}

function decodeLines(body: Buffer): string {
  try {
    return utf8.decode(body);
  } catch {
    throw new MalformedJsonError();
  }
}

/** @throws ValidationFailedError */
function safe(input: unknown): unknown {
  const problem = findUnsafe(input);
  if (problem) throw new ValidationFailedError([problem]);
  return input;
}
