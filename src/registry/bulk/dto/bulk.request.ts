import { applyDecorators, type Type } from '@nestjs/common';
import { ApiProperty, ApiPropertyOptional, getSchemaPath } from '@nestjs/swagger';
import { ArrayMaxSize, ArrayMinSize, IsArray, IsBoolean } from 'class-validator';
import { AsGiven } from '../../../common/http/as-given.decorator.js';
import { IfGiven } from '../../../common/http/if-given.decorator.js';

/** Most tools in one request. */
const MOST_ITEMS = 200;

/** Items are looked at one by one, so that one which is wrong says so in its own result. */
export const Items = (item: Type, description: string) =>
  applyDecorators(
    ApiProperty({
      type: 'array',
      items: { $ref: getSchemaPath(item) },
      description,
      minItems: 1,
      maxItems: MOST_ITEMS,
    }),
    AsGiven(),
    IsArray(),
    ArrayMinSize(1),
    ArrayMaxSize(MOST_ITEMS),
  );

export const Atomic = () =>
  applyDecorators(
    ApiPropertyOptional({ description: 'All or nothing.', default: false, example: false }),
    IfGiven(),
    IsBoolean(),
  );
