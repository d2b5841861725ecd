import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { FieldError } from '../errors/app-error.js';
import { ValidationFailedError } from '../errors/common.errors.js';
import { isUnsafeText } from './unsafe-input.js';

/** Refuses characters in path and query that are refused in bodies. */
export function addParameterCheck(server: FastifyInstance): void {
  server.addHook('onRequest', (request, _reply, done) => {
    const errors = unsafeParameters(request);
    done(errors.length > 0 ? new ValidationFailedError(errors) : undefined);
  });
}

function unsafeParameters({ params, query }: FastifyRequest): FieldError[] {
  const given = [...Object.entries(params ?? {}), ...Object.entries(query ?? {})] as [string, string | string[]][];
  return given
    .filter(([name, value]) => [name, value].flat().some(isUnsafeText))
    .map(([name]) => ({
      pointer: isUnsafeText(name) ? '' : name,
      code: 'UNSAFE_TEXT',
      detail: 'NUL characters and lone surrogates are not accepted.',
    }));
}
