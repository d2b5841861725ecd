import { Injectable } from '@nestjs/common';
import { isAddress, rangeOfAddress } from '../../common/address-ranges.js';
import type { AccessRequest, PolicyType, Verdict } from '../policy-type.js';
import { IpRangeSettings } from './ip-range.settings.js';

/**
 * Where the caller is. A request without an address that can be read, such as a simulation that names none or one from
 * behind a proxy that adds ports, is indeterminate: no effect may let it pass, a deny least of all.
 */
@Injectable()
export class IpRangePolicy implements PolicyType<IpRangeSettings> {
  readonly kind = 'ip_range';
  readonly description = 'Matches callers whose address is in one of the given ranges.';
  readonly settingsDto = IpRangeSettings;
  readonly dependsOn = 'call';
  readonly bounded = true;
  readonly defaultEffect = 'require';

  evaluate({ cidrs }: IpRangeSettings, { address }: AccessRequest): Verdict {
    if (address === undefined) return verdict('indeterminate', 'ADDRESS_UNKNOWN', 'The request has no address.');
    if (!isAddress(address))
      return verdict(
        'indeterminate',
        'ADDRESS_UNREADABLE',
        'What the request has as an address cannot be read as one.',
      );
    const range = rangeOfAddress(address, cidrs);
    return range === undefined
      ? verdict('no_match', 'OUTSIDE_RANGES', `${address} is in none of the ranges.`)
      : verdict('match', 'WITHIN_RANGE', `${address} is in ${range}.`);
  }
}

function verdict(outcome: Verdict['outcome'], code: string, detail: string): Verdict {
  return { outcome, reasons: [{ code, detail }] };
}
