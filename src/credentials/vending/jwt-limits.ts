import type { FieldError } from '../../common/errors/app-error.js';
import type { VendRequest } from './vend-request.js';

/** Seconds for which at most a JWT is good: so long may a verifier that asks nobody miss its revocation. */
export const MOST_JWT_SECONDS = 300;

/** What is asked of a JWT that nobody could keep: it lives without being looked up. */
export function beyondJwt({ maxUses, renewable = false, delegations = 0 }: VendRequest): FieldError[] {
  const errors: FieldError[] = [];
  if (maxUses !== undefined) errors.push(notForJwt('maxUses', 'its uses cannot be counted'));
  if (renewable) errors.push(notForJwt('renewable', 'it cannot be renewed'));
  if (delegations > 0) errors.push(notForJwt('delegations', 'nothing can be delegated from it'));
  return errors;
}

function notForJwt(member: string, why: string): FieldError {
  return { pointer: `/${member}`, code: 'NOT_FOR_JWT', detail: `${member} cannot be asked of a JWT: ${why}` };
}
