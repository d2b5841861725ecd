import { Param, type PipeTransform } from '@nestjs/common';
import { ApiParam } from '@nestjs/swagger';
import { ValidationFailedError } from '../../common/errors/common.errors.js';

const SLOT = /^[A-Za-z_][A-Za-z0-9_.-]{0,63}$/;

class SlotPipe implements PipeTransform<string, string> {
  transform(value: string): string {
    if (SLOT.test(value)) return value;
    const detail = 'slot must be 1 to 64 letters, digits, dots, dashes and underscores, beginning with a letter';
    throw new ValidationFailedError([{ pointer: 'slot', code: 'IS_SLOT', detail }]);
  }
}

/** The path parameter that names a slot. */
export const SlotParam = () => Param('slot', new SlotPipe());

export const ApiSlot = () =>
  ApiParam({ name: 'slot', description: 'Name of the slot, as the tool settings use it.', example: 'warehouseKey' });
