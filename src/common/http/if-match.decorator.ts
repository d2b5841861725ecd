import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { PreconditionFailedError, PreconditionRequiredError } from '../errors/common.errors.js';

/** The revision that the caller read and wants to change; `any` for `If-Match: *`. */
export type ExpectedRevision = number | 'any';

/** The revision in `If-Match`: 428 when missing, 412 when it cannot be one of ours. */
export const IfMatch = createParamDecorator((_: unknown, context: ExecutionContext): ExpectedRevision => {
  const header = context.switchToHttp().getRequest<FastifyRequest>().headers['if-match'];
  if (header === undefined) throw new PreconditionRequiredError();
  if (header === '*') return 'any';
  const [, revision] = /^"(\d{1,9})"$/.exec(header) ?? [];
  if (revision === undefined) throw new PreconditionFailedError();
  return Number(revision);
});
