import type { RefusalReason } from './verification.js';

/** Ends a verification with no. It never leaves the verifier. */
export class Refused extends Error {
  constructor(
    readonly reason: RefusalReason,
    cause?: unknown,
  ) {
    super(reason, { cause });
  }
}
