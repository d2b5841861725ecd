import { applyDecorators } from '@nestjs/common';
import { IsString, Matches, MaxLength, MinLength } from 'class-validator';

/** Travels in a header as it is, and is long enough to be masked in an answer. */
export const IsSecretValue = () =>
  applyDecorators(
    IsString(),
    MinLength(8),
    MaxLength(8192),
    Matches(/^[\x20-\x7e]*$/, { message: 'value must consist of printable ASCII characters' }),
  );
