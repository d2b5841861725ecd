import type { ArgumentMetadata, Type } from '@nestjs/common';
import type { ValidationError } from 'class-validator';
import type { FieldError } from '../errors/app-error.js';
import { ValidationFailedError } from '../errors/common.errors.js';
import { toFieldErrors } from '../errors/field-errors.js';
import { ignoresUnknown } from './ignores-unknown.decorator.js';
import { LosslessValidationPipe } from './lossless-validation.pipe.js';

const UNVALIDATED: readonly unknown[] = [undefined, Object, String, Number, Boolean, Array];

const OPTIONS = {
  whitelist: true,
  transform: true,
  exceptionFactory: (violations: ValidationError[]) => new ValidationFailedError(toFieldErrors(violations)),
};

/**
 * Validates what arrives against its DTO, unknown members included.
 *
 * Pointers into the body are JSON pointers; query and path parameters go by their names.
 */
export class RequestValidationPipe extends LosslessValidationPipe {
  readonly #tolerant = new LosslessValidationPipe(OPTIONS);
  /** Of these nothing needs to be given: most requests give nothing, and are not validated anew. */
  readonly #optionalQueries = new WeakSet<Type>();

  constructor() {
    super({ ...OPTIONS, forbidNonWhitelisted: true });
  }

  override async transform(value: unknown, metadata: ArgumentMetadata): Promise<unknown> {
    if (metadata.type === 'body' && isDto(metadata.metatype)) requireObject(value);
    if (ignoresUnknown(metadata.metatype)) return this.#tolerant.transform(value, metadata);
    const emptyQuery = metadata.type === 'query' && isEmpty(value) ? metadata.metatype : undefined;
    if (emptyQuery && this.#optionalQueries.has(emptyQuery)) return new emptyQuery() as unknown;
    try {
      const transformed = (await super.transform(value, metadata)) as unknown;
      if (emptyQuery && isDto(emptyQuery)) this.#optionalQueries.add(emptyQuery);
      return transformed;
    } catch (error) {
      if (!(error instanceof ValidationFailedError) || metadata.type === 'body') throw error;
      throw new ValidationFailedError((error.details.errors ?? []).map(byName));
    }
  }
}

function isDto(metatype: Type | undefined): boolean {
  return !UNVALIDATED.includes(metatype);
}

function isEmpty(value: unknown): boolean {
  return typeof value === 'object' && value !== null && Object.keys(value).length === 0;
}

function requireObject(value: unknown): void {
  if (value === undefined) return;
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return;
  throw new ValidationFailedError([{ pointer: '', code: 'IS_OBJECT', detail: 'The body must be a JSON object.' }]);
}

function byName(error: FieldError): FieldError {
  return { ...error, pointer: error.pointer.replace(/^\//, '') };
}
