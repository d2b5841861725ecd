import { applyDecorators } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import { IsString, MaxLength, MinLength } from 'class-validator';

/** A password that an agent shall have. */
export const IsNewPassword = () =>
  applyDecorators(
    ApiProperty({
      format: 'password',
      writeOnly: true,
      minLength: 12,
      maxLength: 256,
      description: "The password to be. It must not contain the agent's name.",
      example: 'staple-moon-velvet-42',
    }),
    IsString(),
    MinLength(12),
    MaxLength(256),
  );
