import type { Type } from '@nestjs/common';
import { plainToInstance } from 'class-transformer';
import { validate } from 'class-validator';
import { ValidationFailedError } from '../errors/common.errors.js';
import { toFieldErrors } from '../errors/field-errors.js';
import { findLostMember } from './lost-member.js';

/**
 * Turns JSON into an object of a class that says by class-validator what it may hold; members that it does not know are refused.
 *
 * @throws ValidationFailedError with pointers below `pointer`.
 */
export async function parseDto<T extends object>(dto: Type<T>, json: unknown, pointer: string): Promise<T> {
  if (typeof json !== 'object' || json === null || Array.isArray(json)) {
    const name = pointer.slice(pointer.lastIndexOf('/') + 1);
    throw new ValidationFailedError([{ pointer, code: 'IS_OBJECT', detail: `${name} must be an object` }]);
  }
  const parsed = plainToInstance(dto, json);
  const lost = findLostMember(json, parsed, pointer);
  if (lost !== undefined) {
    throw new ValidationFailedError([
      { pointer: lost, code: 'UNSAFE_NAME', detail: 'This name is not accepted here.' },
    ]);
  }
  const violations = await validate(parsed, {
    whitelist: true,
    forbidNonWhitelisted: true,
    forbidUnknownValues: false,
  });
  if (violations.length > 0) throw new ValidationFailedError(toFieldErrors(violations, pointer));
  return parsed;
}
