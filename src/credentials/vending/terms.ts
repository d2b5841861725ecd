import { commonRanges } from '../../common/address-ranges.js';
import { ValidationFailedError } from '../../common/errors/common.errors.js';
import type { FieldError } from '../../common/errors/app-error.js';
import type { Credential } from '../credential.entity.js';
import { beyondJwt } from './jwt-limits.js';
import type { VendRequest } from './vend-request.js';

/** How a credential may be used, beside what is granted by it. */
export type Terms = Pick<Credential, 'format' | 'audience' | 'boundKey' | 'addresses' | 'renewable' | 'delegations'>;

/** What a request for terms is held against. */
export interface TermsLimits {
  /** Thumbprint of the key that the caller has proved. */
  readonly provenKey?: string | undefined;
  /** Addresses to which the caller's proof, and a parent, are bound; each list narrows further. */
  readonly addresses: readonly (readonly string[])[];
  /** Every audience that may be asked for, the tool's own URI first. */
  readonly audiences: readonly [string, ...string[]];
}

/**
 * The terms that a caller gets for itself.
 *
 * Whoever has proved a key gets a credential bound to that key, and no other.
 *
 * @throws ValidationFailedError that names every member which cannot be had.
 */
export function termsFor(request: VendRequest, { provenKey, addresses: bounds, audiences }: TermsLimits): Terms {
  const { format = 'opaque', audience, boundKey = provenKey, delegations = 0 } = request;
  const addresses = [request.addresses, ...bounds].reduce(inBoth, undefined);
  const errors: FieldError[] = format === 'jwt' ? beyondJwt(request) : [];
  if (audience !== undefined && !audiences.includes(audience)) errors.push(AUDIENCE);
  if (provenKey !== undefined && boundKey !== provenKey) errors.push(BOUND_KEY);
  if (addresses?.length === 0) errors.push(ADDRESSES);
  if (errors.length > 0) throw new ValidationFailedError(errors);
  return {
    format,
    audience: audience ?? (format === 'jwt' ? audiences[0] : null),
    boundKey: boundKey ?? null,
    addresses: addresses ? [...addresses] : null,
    renewable: request.renewable ?? format === 'opaque',
    delegations,
  };
}

const AUDIENCE: FieldError = {
  pointer: '/audience',
  code: 'AUDIENCE_NOT_OF_TOOL',
  detail: "audience must be the tool's URI in this registry, its endpoint or the endpoint's origin",
};
const BOUND_KEY: FieldError = {
  pointer: '/boundKey',
  code: 'OTHER_KEY_THAN_PROVEN',
  detail: 'boundKey must be the key that you have proved, or be left out',
};
const ADDRESSES: FieldError = {
  pointer: '/addresses',
  code: 'NO_COMMON_ADDRESS',
  detail: 'addresses must share something with the addresses to which what you present is bound',
};

/** Absent: any address. */
function inBoth(some: readonly string[] | undefined, others: readonly string[] | undefined) {
  return some && others ? commonRanges(some, others) : (some ?? others);
}
