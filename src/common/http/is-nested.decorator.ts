import { applyDecorators, type Type as Class } from '@nestjs/common';
import { Type } from 'class-transformer';
import { IsObject, ValidateNested } from 'class-validator';

/**
 * An object of this class, or with `each` a list of them.
 *
 * `ValidateNested` alone takes a list in place of an object, and nested validation then finds nothing to refuse.
 */
export function IsNested(type: () => Class, { each = false } = {}): PropertyDecorator {
  return applyDecorators(IsObject({ each }), ValidateNested({ each }), Type(type));
}
