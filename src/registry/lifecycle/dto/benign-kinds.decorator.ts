import { applyDecorators } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import { ArrayUnique, IsArray, IsIn } from 'class-validator';
import { BENIGN_KINDS } from '../drift-benign.js';

/** Kinds of changes, each once. */
export function BenignKinds(): PropertyDecorator {
  return applyDecorators(
    ApiProperty({
      required: false,
      enum: BENIGN_KINDS,
      isArray: true,
      uniqueItems: true,
      description:
        'Changes for which no tool in use is quarantined: `schemaTexts` are those of schemas that say the same in other words, ' +
        '`schemaAdditions` those that break no caller. All others quarantine it.',
      default: [],
      example: ['title', 'description', 'schemaTexts'],
    }),
    IsArray(),
    ArrayUnique(),
    IsIn(BENIGN_KINDS, { each: true }),
  );
}
