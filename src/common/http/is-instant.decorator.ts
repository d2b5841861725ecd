import { applyDecorators } from '@nestjs/common';
import { Matches } from 'class-validator';

const INSTANT =
  /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])T([01]\d|2[0-3]):[0-5]\d(:[0-5]\d(\.\d{1,6})?)?(Z|[+-]([01]\d|2[0-3]):[0-5]\d)$/;

/** A moment with its offset, as in RFC 3339: `2026-03-01T08:00:00Z`. */
export const IsInstant = () =>
  applyDecorators(Matches(INSTANT, { message: '$property must be a moment such as 2026-03-01T08:00:00Z' }));
