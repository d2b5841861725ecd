import { isInRanges } from '../common/address-ranges.js';
import { currentRequest } from '../common/http/request-context.js';

/** Whether the request being served comes from one of these addresses and CIDR ranges; undefined allows any. */
export function isAllowedAddress(ranges: readonly string[] | undefined): boolean {
  return ranges === undefined || isInRanges(currentRequest()?.address ?? '', ranges);
}
