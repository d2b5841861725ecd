import { applyDecorators, SetMetadata } from '@nestjs/common';
import { ApiHeader } from '@nestjs/swagger';

export const IDEMPOTENT = Symbol('IDEMPOTENT');

export interface IdempotentOptions {
  /** Top-level members of the reply that show a secret: never stored; a replay carries `secretOmitted: true` instead. */
  readonly secrets?: readonly string[];
}

/** The route honours `Idempotency-Key`: every POST that creates or executes something. */
export const Idempotent = (options: IdempotentOptions = {}) =>
  applyDecorators(
    SetMetadata(IDEMPOTENT, options),
    ApiHeader({
      name: 'Idempotency-Key',
      required: false,
      description:
        'Makes the request repeatable: sent again under the same key, it is answered again but not executed again.',
      schema: { type: 'string', minLength: 1, maxLength: 255 },
      example: '0d4f2b9e-6f0a-4f0e-9a55-2b8a5a4d1c11',
    }),
  );
