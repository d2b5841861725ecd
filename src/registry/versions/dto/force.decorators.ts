import { applyDecorators } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import { IsBoolean, IsNotEmpty, IsString, MaxLength, ValidateIf } from 'class-validator';

/** Whether a breaking change is let through without a major version. */
export const Force = (): PropertyDecorator =>
  applyDecorators(
    ApiProperty({
      required: false,
      description: 'Publishes a breaking change without a major version, on record. Needs a `reason`.',
      default: false,
      example: false,
    }),
    IsBoolean(),
  );

/** Why it is; without `force` it says nothing. */
export const ForceReason = (): PropertyDecorator =>
  applyDecorators(
    ApiProperty({
      required: false,
      description: 'Why a breaking change is forced; kept with the version and in the audit.',
      maxLength: 500,
      example: 'Nobody has used the property.',
    }),
    ValidateIf(({ force, reason }: { force?: unknown; reason?: unknown }) => force === true || reason !== undefined),
    IsString(),
    IsNotEmpty(),
    MaxLength(500),
  );
