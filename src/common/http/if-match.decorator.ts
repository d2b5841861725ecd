import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { ApiHeader } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { PreconditionFailedError, PreconditionRequiredError, ValidationFailedError } from '../errors/common.errors.js';

/** The revision that the caller read and wants to change; `any` for `If-Match: *`. */
export type ExpectedRevision = number | 'any';

/** RFC 9110, section 8.8.3; one is enough. */
const ENTITY_TAG = /^(W\/)?"[^"]*"$/;
const NO_ENTITY_TAG = {
  pointer: 'If-Match',
  code: 'MATCHES',
  detail: 'If-Match must be one ETag with its double quotes, such as "3", or *',
};

const documentation = ApiHeader({
  name: 'If-Match',
  required: true,
  description: 'The ETag of the revision that is to be changed, or `*` for whichever there is.',
  schema: { type: 'string' },
  example: '"1"',
});

/** The revision in `If-Match`: 428 when missing, 400 when it is no ETag, 412 when it cannot be one of ours. */
export const IfMatch = createParamDecorator(
  (_: unknown, context: ExecutionContext): ExpectedRevision => {
    const header = context.switchToHttp().getRequest<FastifyRequest>().headers['if-match'];
    if (header === undefined) throw new PreconditionRequiredError();
    if (header === '*') return 'any';
    if (!ENTITY_TAG.test(header)) throw new ValidationFailedError([NO_ENTITY_TAG]);
    const [, revision] = /^"(\d{1,9})"$/.exec(header) ?? [];
    if (revision === undefined) throw new PreconditionFailedError();
    return Number(revision);
  },
  [
    (controller, name) =>
      name !== undefined && documentation(controller, name, Object.getOwnPropertyDescriptor(controller, name) ?? {}),
  ],
);
