import { Param, type PipeTransform } from '@nestjs/common';
import { ApiParam } from '@nestjs/swagger';
import { isUUID } from 'class-validator';
import { ValidationFailedError } from '../../common/errors/common.errors.js';
import { VERSION } from '../tools/dto/tool-properties.decorators.js';
import { LATEST } from './lineup.js';

/** No semantic version begins with a letter: an alias never looks like one. */
const ALIAS = /^[a-z][a-z0-9-]{0,31}$/;
export const REFERENCE_RULE = 'must be a semantic version such as 1.4.0, latest, an alias or the id of a version';
const LONGEST = 64;

/** Whether a text may name a version: by its number, an alias or its id. */
export function isVersionReference(value: unknown): value is string {
  if (typeof value !== 'string' || value.length > LONGEST) return false;
  return VERSION.test(value) || ALIAS.test(value) || isUUID(value);
}

class VersionPipe implements PipeTransform<string, string> {
  constructor(private readonly name: string) {}

  transform(value: string): string {
    if (isVersionReference(value)) return value;
    const detail = `${this.name} ${REFERENCE_RULE}`;
    throw new ValidationFailedError([{ pointer: this.name, code: 'IS_VERSION_REFERENCE', detail }]);
  }
}

class AliasPipe implements PipeTransform<string, string> {
  transform(value: string): string {
    if (ALIAS.test(value) && value !== LATEST) return value;
    const detail =
      'alias must begin with a lower-case letter, hold at most 32 of them, digits and -, and not be latest';
    throw new ValidationFailedError([{ pointer: 'alias', code: 'IS_ALIAS', detail }]);
  }
}

/** A path parameter that names a version; anything else is a 400 that names it. */
export const VersionParam = (name: string): ParameterDecorator =>
  documented(
    name,
    Param(name, new VersionPipe(name)),
    'A version, `latest`, an alias or the id of a version.',
    '1.4.0',
  );

/** A path parameter that is the name of an alias. */
export const AliasParam = (): ParameterDecorator =>
  documented('alias', Param('alias', new AliasPipe()), 'The name of the alias.', 'stable');

function documented(
  name: string,
  parameter: ParameterDecorator,
  description: string,
  example: string,
): ParameterDecorator {
  return (controller, method, index) => {
    parameter(controller, method, index);
    if (method === undefined) return;
    const descriptor = Object.getOwnPropertyDescriptor(controller, method) ?? {};
    ApiParam({ name, description, example, schema: { type: 'string' } })(controller, method, descriptor);
  };
}
