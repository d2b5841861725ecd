import { HttpException } from '@nestjs/common';
import { AppError } from '../errors/app-error.js';
import { isDatabaseOutage } from './database-outage.js';
import {
  BodyTooLargeError,
  ForbiddenRequestError,
  MalformedRequestError,
  RouteNotFoundError,
  ServiceUnavailableError,
  UnsupportedMediaTypeError,
} from './http.errors.js';

/** What Nest and Fastify refuse in their own words, by status. */
const BY_STATUS: Readonly<Record<number, new () => AppError>> = {
  400: MalformedRequestError,
  403: ForbiddenRequestError,
  404: RouteNotFoundError,
  413: BodyTooLargeError,
  414: MalformedRequestError,
  415: UnsupportedMediaTypeError,
  503: ServiceUnavailableError,
};

/** Any throwable as an error for the caller; undefined when it is a defect of ours. */
export function translateError(error: unknown): AppError | undefined {
  if (error instanceof AppError) return error;
  if (isDatabaseOutage(error)) return new ServiceUnavailableError();
  const status = statusFrom(error);
  const translation = status === undefined ? undefined : BY_STATUS[status];
  return translation && new translation();
}

function statusFrom(error: unknown): number | undefined {
  if (error instanceof HttpException) return error.getStatus();
  const isFastifyError = error instanceof Error && 'code' in error && String(error.code).startsWith('FST_');
  return isFastifyError && 'statusCode' in error ? Number(error.statusCode) : undefined;
}
