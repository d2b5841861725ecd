import { AppError } from '../../common/errors/app-error.js';

export class InvalidDpopProofError extends AppError {
  readonly category = 'unauthenticated';
  readonly code = 'INVALID_DPOP_PROOF';

  /** @param reason what is wrong with the proof, as the end of a sentence about it. */
  constructor(reason: string) {
    super(`The DPoP proof is refused: it ${reason}.`);
  }
}
