import type { Type } from '@nestjs/common';
import type { Extension } from './extension-point.js';
import { parseDto } from './parse-dto.js';

/** An extension whose stored settings are described and validated by a class-validator DTO. */
export interface Configurable<TSettings extends object> extends Extension {
  readonly settingsDto: Type<TSettings>;
}

/**
 * Turns stored or submitted JSON into the settings the extension asked for.
 *
 * @throws ValidationFailedError with pointers below `pointer`.
 */
export function parseSettings<T extends object>(
  extension: Configurable<T>,
  json: unknown,
  pointer = '/settings',
): Promise<T> {
  return parseDto(extension.settingsDto, json, pointer);
}
