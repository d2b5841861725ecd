import { isDeepStrictEqual } from 'node:util';
import { isWithinRanges } from '../../common/address-ranges.js';
import { PermissionSet } from '../permissions.js';
import type { OAuthClient } from './oauth-client.entity.js';

type Reach = Pick<OAuthClient, 'permissions' | 'allowedAddresses' | 'jwks'>;

/** Whether a change takes a permission, an address or a key from a client: what it got by them must end. */
export function losesSomething(before: Reach, after: Reach): boolean {
  return losesPermission(before, after) || losesAddress(before, after) || losesKey(before, after);
}

function losesPermission({ permissions: before }: Reach, { permissions: after }: Reach): boolean {
  return after !== null && (before === null || new PermissionSet(after).missing(before).length > 0);
}

function losesAddress({ allowedAddresses: before }: Reach, { allowedAddresses: after }: Reach): boolean {
  return after !== null && (before === null || !isWithinRanges(before, after));
}

function losesKey({ jwks: before }: Reach, { jwks: after }: Reach): boolean {
  return before !== null && !before.keys.every((key) => after?.keys.some((it) => isDeepStrictEqual(it, key)));
}
