import { Matches, type ValidationOptions } from 'class-validator';

/** The name of a claim, or the way to it with dots between the names. */
export const IsClaimPath = (options?: ValidationOptions) =>
  Matches(/^[^\s\p{C}]{1,200}$/u, {
    message: '$property must be the name of a claim, of at most 200 characters without spaces',
    ...options,
  });
