import { SetMetadata } from '@nestjs/common';

export const IDEMPOTENT = Symbol('IDEMPOTENT');

export interface IdempotentOptions {
  /** Top-level members of the reply that show a secret: never stored; a replay carries `secretOmitted: true` instead. */
  readonly secrets?: readonly string[];
}

/** The route honours `Idempotency-Key`: every POST that creates or executes something. */
export const Idempotent = (options: IdempotentOptions = {}) => SetMetadata(IDEMPOTENT, options);
