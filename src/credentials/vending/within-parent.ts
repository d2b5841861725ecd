import { isWithinRanges } from '../../common/address-ranges.js';
import type { FieldError } from '../../common/errors/app-error.js';
import { ValidationFailedError } from '../../common/errors/common.errors.js';
import type { Credential } from '../credential.entity.js';
import type { VendRequest } from './vend-request.js';

/**
 * The request as it is when it asks for no more than the parent has, with what it inherits.
 *
 * Times and uses beyond the parent's are cut later, as beyond any limit; everything else is refused here.
 *
 * @throws ValidationFailedError that names every member that goes beyond the parent, or must be said.
 */
export function withinParent(request: VendRequest, parent: Credential): VendRequest {
  const { scopes = [], delegations = 0, addresses = [], audience = parent.audience ?? undefined } = request;
  const errors: FieldError[] = [];
  const widens = (member: string) => errors.push(errorAt(member, 'goes beyond the credential to delegate from'));
  const lacks = (member: string, why: string) => errors.push(errorAt(member, `is required: ${why}`, 'REQUIRED'));
  if (!scopes.every((it) => parent.scopes.includes(it))) widens('scopes');
  if (delegations >= parent.delegations) widens('delegations');
  if (parent.addresses && !isWithinRanges(addresses, parent.addresses)) widens('addresses');
  if (parent.audience !== null && audience !== parent.audience) widens('audience');
  if (parent.usesLeft !== null && request.maxUses === undefined) lacks('maxUses', 'the uses of the parent are counted');
  if (parent.boundKey !== null && request.boundKey === undefined) lacks('boundKey', 'the parent is bound to a key');
  if (errors.length > 0) throw new ValidationFailedError(errors);
  return { ...request, ...(audience !== undefined && { audience }) };
}

function errorAt(member: string, what: string, code = 'BEYOND_PARENT'): FieldError {
  return { pointer: `/${member}`, code, detail: `${member} ${what}` };
}
