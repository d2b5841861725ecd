import type { Type } from '@nestjs/common';
import { plainToInstance } from 'class-transformer';
import { validate } from 'class-validator';
import { ValidationFailedError } from '../errors/common.errors.js';
import { toFieldErrors } from '../errors/field-errors.js';
import type { Extension } from './extension-point.js';
import { findLostMember } from './lost-member.js';

/** An extension whose stored settings are described and validated by a class-validator DTO. */
export interface Configurable<TSettings extends object> extends Extension {
  readonly settingsDto: Type<TSettings>;
}

/**
 * Turns stored or submitted JSON into the settings the extension asked for.
 *
 * @throws ValidationFailedError with pointers below `pointer`.
 */
export async function parseSettings<T extends object>(
  extension: Configurable<T>,
  json: unknown,
  pointer = '/settings',
): Promise<T> {
  if (typeof json !== 'object' || json === null || Array.isArray(json)) {
    throw new ValidationFailedError([{ pointer, code: 'IS_OBJECT', detail: 'settings must be an object' }]);
  }
  const settings = plainToInstance(extension.settingsDto, json);
  const lost = findLostMember(json, settings, pointer);
  if (lost !== undefined) {
    throw new ValidationFailedError([
      { pointer: lost, code: 'UNSAFE_NAME', detail: 'This name is not accepted here.' },
    ]);
  }
  const violations = await validate(settings, {
    whitelist: true,
    forbidNonWhitelisted: true,
    forbidUnknownValues: false,
  });
  if (violations.length > 0) throw new ValidationFailedError(toFieldErrors(violations, pointer));
  return settings;
}
