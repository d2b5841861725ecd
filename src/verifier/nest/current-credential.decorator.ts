import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { VerifiedCredential } from '../verification.js';

/** A request that `CredentialGuard` has let pass. */
export interface RequestWithCredential {
  credential?: VerifiedCredential;
}

/** The credential that the request was let in with. */
export const CurrentCredential = createParamDecorator(
  (_: unknown, context: ExecutionContext): VerifiedCredential | undefined =>
    context.switchToHttp().getRequest<RequestWithCredential>().credential,
);
